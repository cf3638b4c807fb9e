"""E1 and E4: rédaction writes a fiche and submits it; a relecteur reads it on a phone from the mail, and approves."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, StorageState

from tests.journeys.accessibility import violations
from tests.journeys.conftest import NewVisitor
from tests.journeys.hand import Hand
from tests.journeys.mails import Mails

pytestmark = pytest.mark.browser

TITLE = "Repérer les dépôts sauvages"
WRITE_BUDGET, DECIDE_BUDGET = 14, 4
"""Clicks."""
LINK = re.compile(r"^http://localhost:\d+(/admin/relecture/\d+/)$", re.MULTILINE)


def write(hand: Hand) -> None:
    """The answers that a review asks for."""
    page = hand.page
    hand.click(page.get_by_role("link", name="Nouvelle fiche"))
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_summary").fill("La métropole repère les dépôts sauvages sur des photographies. Un agent vérifie.")
    hand.click(page.locator("#id_authority-chooser").get_by_role("button").first)
    modal = page.locator(".modal.in, .modal[open]").first
    modal.locator("input[name=q]").fill("Rennes")
    hand.click(modal.get_by_role("link", name="Rennes Métropole"))
    hand.choose("#id_theme", "Mobilités")
    hand.click(page.locator("#id_audiences").get_by_label("Citoyens"))
    hand.choose("#id_maturity", "Expérimentation")
    page.locator("#id_sources-0-title").fill("Délibération du 3 mars 2025")
    hand.click(page.get_by_role("tab", name="Suivi"))
    hand.choose("#id_content_owner", "Rédaction de démonstration")


def submit(hand: Hand) -> None:
    page = hand.page
    hand.click(page.locator("footer, .footer").get_by_role("button", name=re.compile("Plus|More")).first)
    hand.click(page.get_by_role("button", name=re.compile("Soumettre")).first)
    page.get_by_text("soumise pour modération").wait_for()


def test_a_fiche_goes_from_the_editor_to_the_site_by_the_hands_of_two_people(
    new_visitor: NewVisitor, signed_in: Callable[[str], StorageState], site_folder: Path
) -> None:
    editor, mails = new_visitor(cookies=signed_in("redaction")), Mails.from_now(site_folder)
    writing = Hand(editor.go("/admin/"))
    assert violations(writing.page) == []
    write(writing)
    submit(writing)
    assert writing.clicks <= WRITE_BUDGET

    reviewer = new_visitor(width=360, cookies=signed_in("relecteur"))
    link = mails.find(LINK)
    reading = Hand(reviewer.go(link))
    reading.clicks += 1  # on the link of the mail
    page = reading.page
    assert page.get_by_role("heading", name="Ce qui change").is_visible()
    assert violations(page) == []
    page.get_by_label("Votre commentaire").fill("Très clair.")
    hand_over(reading)
    assert reading.clicks <= DECIDE_BUDGET
    assert violations(page) == []

    public = new_visitor().go("/bibliotheque/?q=dépôts+sauvages")
    public.get_by_role("link", name=TITLE).first.click()
    assert public.get_by_role("heading", level=1).inner_text() == TITLE
    take_back(page, link)
    assert editor.problems + reviewer.problems == []


def take_back(page: Page, link: str) -> None:
    """The other journeys count the fiches of the demonstration: this one leaves, by the screen made for that."""
    page.goto(f"{link}retirer/")
    page.get_by_label("Motif du retrait").fill("Fin de l’essai.")
    page.locator("main form").get_by_role("button", name=re.compile("Retirer")).click()
    page.get_by_text("n’est plus en ligne").first.wait_for()


def hand_over(reading: Hand) -> None:
    reading.click(reading.page.get_by_role("button", name="Approuver"))
    reading.page.get_by_text("vous avez approuvé cette version").wait_for()
