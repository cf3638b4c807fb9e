"""E7: from the yearly mail to three answers, by the keyboard, without JavaScript, on a phone."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page

from tests.journeys.accessibility import violations
from tests.journeys.conftest import NewVisitor
from tests.journeys.hand import Hand, heading, tab_to
from tests.journeys.mails import Mails

pytestmark = pytest.mark.browser

ANSWER = "Répondre"
"""The button of the mail."""
BUDGET = 4
"""Clicks a row, that on its answer among them."""
A_YEAR_LATER = """
from datetime import timedelta
from django.utils import timezone
from concertation_pages.models import Referent, ReportPage
from concertation_pages.tracking import asking
page = ReportPage.objects.get(commitment__name__startswith="Montpellier")
now = timezone.now()
Referent.objects.create(commitment=page.commitment, email="referente@montpellier.example", confirmed_at=now)
ReportPage.objects.filter(pk=page.pk).update(first_published_at=now - timedelta(days=400))
asking.sweep()
"""
"""A territory of the demonstration has nobody to ask: here somebody confirmed an address, and a year passed."""
ANSWERS = (("En réflexion", "Une étude est en cours."), ("Engagée", "Votée en conseil."), ("Réalisée", "Ouverte."))


def yearly_link(site: str, folder: Path) -> str:
    port = site.rpartition(":")[2]
    subprocess.run(
        [".venv/bin/python", "manage.py", "shell", "-c", A_YEAR_LATER],
        cwd=settings.BASE_DIR,
        env={key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "ELASTICSEARCH_URL"}}
        | {
            "DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "cms.settings.demo",
            "BASE_URL": f"http://localhost:{port}",
        },
        check=True,
        capture_output=True,
    )
    return Mails(folder / "log").link(ANSWER)


def look(page: Page, width: int) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [*violations(page), *([f"{page.url}: {wide} px"] if wide > width else [])]


def test_a_territory_answers_its_yearly_mail(new_visitor: NewVisitor, site: str, site_folder: Path) -> None:
    visitor = new_visitor(width=360, javascript=False)
    page = visitor.go(yearly_link(site, site_folder))
    tab_to(page, "main a[href$='/suite/']")
    page.keyboard.press("Enter")
    heading(page, "Le droit de suite")

    tab_to(page, "[name$='-status']")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.get_by_label("En réflexion").first.is_checked()
    tab_to(page, "main button[name=ligne]")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=re.compile("P-1, Motif")).wait_for()

    rows, hand = page.locator(".follow-answer"), Hand(page)
    assert rows.count() == len(ANSWERS)
    for rank, (status, reason) in enumerate(ANSWERS):
        row = rows.nth(rank)
        before = hand.clicks
        hand.click(row.get_by_text(status, exact=True))
        hand.click(row.get_by_label("Motif"))
        page.keyboard.type(reason)
        hand.click(row.get_by_role("button", name=f"Enregistrer P-{rank + 1}"))
        page.get_by_text("vos réponses sont enregistrées").wait_for()
        assert hand.clicks - before <= BUDGET
    assert page.get_by_text("attend sa relecture").count() == len(ANSWERS)
    assert visitor.problems == []


def test_the_screens_of_the_follow_up_are_accessible(new_visitor: NewVisitor, site_folder: Path) -> None:
    found = []
    link = Mails(site_folder / "log").link(ANSWER)
    for width, dark in ((1280, False), (320, True)):
        visitor = new_visitor(width=width, dark=dark)
        page = visitor.go("/concertations/ou-en-est-on/")
        found += look(page, width)
        page.goto(link)
        page.get_by_role("link", name="Dire ce que devient").click()
        found += look(page, width)
        page.get_by_label("Motif").first.fill("")
        page.get_by_role("button", name="Enregistrer P-1").click()
        page.get_by_role("heading", name="à corriger").wait_for()
        found += [*look(page, width), *visitor.problems]
    assert found == []
