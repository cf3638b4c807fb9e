"""Somebody who follows a list, through the pages and the mails that he really gets."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import OperationalError
from django.db.models import F
from django.test import Client
from django.utils import timezone

from cms.core.models import OutgoingMail
from search.alerts.sending import send_due
from search.models import Alert

ADDRESS = "lectrice@exemple.fr"
LIBRARY = "/alertes/nouvelle/?liste=/bibliotheque/"


def person() -> Client:
    """A browser without a cookie, which checks forged requests as a real one meets them."""
    return Client(enforce_csrf_checks=True, headers={"host": "localhost"})


def submit(browser: Client, path: str, **answers: str) -> Any:
    """Open the page of a form, then send it with the cookie that it set."""
    page = browser.get(path)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())
    return browser.post(path, {**answers, **({"csrfmiddlewaretoken": token[1]} if token else {})})


def ask(path: str = LIBRARY, email: str = ADDRESS, rhythm: str = "quotidienne", browser: Client | None = None) -> Any:
    return submit(browser or person(), path, email=email, rhythm=rhythm)


def mails(name: str = "") -> list[OutgoingMail]:
    """Those that wait, oldest first."""
    found = OutgoingMail.objects.filter(sent_at=None).order_by("pk")
    return list(found.filter(name=f"alert_{name}") if name else found)


def link(mail: OutgoingMail, text: str = "") -> str:
    """The path of the address on the line after `text`, or of the only button."""
    before = f"{re.escape(text)}[ \u00a0]:" if text else r"[^\n]*[ \u00a0]:"
    return re.search(rf"^{before}\s*http://[^/\s]+(/\S+)$", mail.text, re.MULTILINE)[1]


def confirm(mail: OutgoingMail, browser: Client | None = None) -> Any:
    """Open the link, press the button."""
    browser = browser or person()
    page = browser.get(link(mail))["Location"]
    return submit(browser, page)


def follow(path: str = LIBRARY, email: str = ADDRESS, rhythm: str = "quotidienne") -> Alert:
    """An alert confirmed, as its owner does it."""
    ask(path, email, rhythm)
    confirm(mails("request")[-1])
    return Alert.objects.get(email=email, confirmed_at__isnull=False)


def morning() -> None:
    """The hour of every alert comes, and the worker passes."""
    Alert.objects.exclude(due=None).update(due=timezone.now())
    send_due()


def refusing(table: str, value: str) -> Callable[..., Any]:
    """For `connection.execute_wrapper`: the database fails each time that this value is written in this table."""

    def execute(run: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        written = sql.startswith(("INSERT", "UPDATE")) and f'"{table}"' in sql
        if written and any(value in str(param) for param in params):
            raise OperationalError
        return run(sql, params, many, context)

    return execute


def days_pass(days: int) -> None:
    """For alerts and their links."""
    span = timedelta(days=days)
    moments = ("created_at", "kept_at", "warned_at")
    Alert.objects.update(**{moment: F(moment) - span for moment in moments})
