"""E10: a member learns from the failures of another collectivité, and asks to talk about them."""

import re
import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.accessibility import violations
from tests.journeys.conftest import NewVisitor
from tests.journeys.hand import Hand
from tests.journeys.mails import Mails

pytestmark = pytest.mark.browser

FICHE = "nice-delegations-signature"
MEMBER = "membre@demo.invalid"
CODE = re.compile(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", re.MULTILINE)
"""Alone on a line of the mail."""
BUDGET = 3
"""Clicks from the public fiche, the login apart."""


@pytest.fixture
def contact(site: str, site_folder: Path) -> str:
    """Somebody who agreed to be contacted: the demonstration names nobody."""
    until = date.today() + timedelta(days=300)  # noqa: DTZ011  # as far as the clock of any zone
    row = ("", "Cheffe du projet", "projet@exemple.fr", "", "Le marché", str(until - timedelta(days=400)), str(until))
    with sqlite3.connect(site_folder / "db.sqlite3", timeout=20) as database:
        database.execute(
            "INSERT INTO library_pages_usecasecontact"
            " (name, role, email, phone, purpose, agreed_on, expires_on, sort_order, page_id)"
            " SELECT ?, ?, ?, ?, ?, ?, ?, 0, id FROM wagtailcore_page WHERE slug = ?",
            (*row, FICHE),
        )
    return "Cheffe du projet"


def receive_code(page: Page, folder: Path) -> None:
    """Enter as a member, by the code of a mail."""
    page.get_by_role("link", name="Recevoir un code").click()
    page.get_by_role("main").get_by_role("textbox").fill(MEMBER)
    mails = Mails.from_now(folder)
    page.get_by_role("button", name="Recevoir un code").click()
    page.get_by_role("main").get_by_role("textbox").fill(mails.find(CODE))
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url(f"**/bibliotheque/{FICHE}/reserve/")


def test_from_the_fiche_to_a_request_in_three_clicks(new_visitor: NewVisitor, site_folder: Path, contact: str) -> None:
    visitor = new_visitor(width=360)
    page = visitor.go(f"/bibliotheque/{FICHE}/")
    hand = Hand(page)

    hand.click(page.get_by_role("link", name="Ouvrir l’annexe"))
    receive_code(page, site_folder)
    assert page.get_by_text("s’est révélé peu concluant").is_visible()
    assert page.get_by_role("heading", name=contact).is_visible()
    assert violations(page) == []
    hand.click(page.get_by_role("link", name="Demander un échange"))
    page.get_by_label("Votre message").fill("Comment avez-vous choisi le second prestataire ?")
    assert violations(page) == []
    hand.click(page.get_by_role("button", name="Envoyer la demande"))

    page.get_by_role("heading", name="Demande envoyée").wait_for()
    assert violations(page) == []
    assert hand.clicks <= BUDGET
    assert "projet@exemple.fr" not in page.content()
    assert visitor.problems == []
