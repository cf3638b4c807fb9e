"""Somebody in front of a link that has expired, as a browser meets it."""

import re
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from cms.members.links import SignedLink

BUTTON = "Recevoir un nouveau lien"


def expire_links() -> None:
    SignedLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))


def renew(address: str) -> str:
    """Open the address of the mail, press the button; what the page then says."""
    browser = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    page = browser.get(address, follow=True)
    said = page.content.decode()
    assert page.status_code == 410
    assert BUTTON in said
    assert page["Referrer-Policy"] == "same-origin", "or the browser sends the form without its origin"
    token, action = re.search(r'csrfmiddlewaretoken" value="(\w+)"', said), re.search(r'action="(/lien/\S+)"', said)
    assert token
    assert action
    assert browser.get(action[1]).status_code == 302, "reading sends nothing"
    answer = browser.post(action[1], {"csrfmiddlewaretoken": token[1]}).content.decode()
    return answer.partition("<main")[2].partition("</main>")[0]
