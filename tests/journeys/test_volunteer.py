"""A collectivité volunteers for the diagnosis from a phone, without JavaScript; staff accept it; its name is public."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import StorageState

from tests.journeys.accessibility import violations
from tests.journeys.conftest import NewVisitor
from tests.journeys.hand import Hand, heading
from tests.journeys.mails import Mails
from tests.journeys.test_commit import CONFIRM, PHONE, look

pytestmark = pytest.mark.browser

BUDGET = 6
"""Clicks, that on the link of the mail among them."""
STRASBOURG, AUTHORITY = "246 700 488", "Eurométropole de Strasbourg"


def test_a_collectivite_volunteers_from_a_phone_and_staff_answer(
    new_visitor: NewVisitor, signed_in: Callable[[str], StorageState], site_folder: Path
) -> None:
    visitor = new_visitor(width=PHONE, javascript=False)
    hand = Hand(visitor.go("/dependance-numerique/"))
    page, mails = hand.page, Mails.from_now(site_folder)
    assert page.get_by_text("liste non communiquée").is_visible()
    hand.click(page.get_by_role("link", name="Proposer ma collectivité"))
    heading(page, "Se porter volontaire")
    assert not page.context.cookies()
    page.locator("main [name=q]").fill(STRASBOURG)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="La collectivité volontaire").wait_for()
    assert page.get_by_text(AUTHORITY).first.is_visible()
    page.get_by_label("Adresse électronique").fill("claire.muller@strasbourg.example")
    hand.click(page.get_by_label("Au nom de la collectivité"))
    hand.click(page.get_by_role("button", name="Envoyer la demande"))
    heading(page, "Ouvrez votre messagerie")
    page.goto(mails.link(CONFIRM))
    hand.clicks += 1  # on the link of the mail
    heading(page, "Confirmer la demande")
    hand.click(page.get_by_role("button", name="Confirmer la demande"))
    heading(page, "Votre demande est enregistrée")
    assert hand.clicks <= BUDGET

    desk = new_visitor(cookies=signed_in("redaction")).go("/admin/relecture/")
    desk.get_by_role("link", name=AUTHORITY).click()
    desk.get_by_role("link", name="Retenir", exact=True).wait_for()
    problems = violations(desk)
    desk.get_by_role("link", name="Retenir", exact=True).click()
    desk.get_by_role("button", name="Retenir").click()
    desk.get_by_text("la collectivité est retenue").wait_for()
    checked = new_visitor(width=PHONE)
    for address in ("", "se-porter-volontaire/?q=rennes", "se-porter-volontaire/demande/?collectivite=rennes"):
        problems += look(checked.go(f"/dependance-numerique/{address}"))
    assert AUTHORITY in checked.go("/dependance-numerique/").content()
    assert "claire" not in checked.page.content()
    assert problems + visitor.problems + checked.problems == []
