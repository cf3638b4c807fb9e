"""A territory reports its consultation through its mail, at two, with a network that drops; its page goes online."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, StorageState

from tests.journeys.accessibility import violations
from tests.journeys.conftest import NewVisitor
from tests.journeys.hand import Hand, heading
from tests.journeys.mails import Mails
from tests.journeys.test_commit import CONFIRM, STRASBOURG, TERRITORY, campaign  # noqa: F401  # a fixture
from tests.journeys.test_review import hand_over, take_back

pytestmark = pytest.mark.browser

ANNE, PAUL = "anne.referente@strasbourg.example", "paul.collegue@strasbourg.example"
SPACE = "Ouvrir l’espace"
"""The button of the mails to it."""
SAVED, NOT_SAVED = "Enregistré à", "Non enregistré"


def sound(page: Page) -> None:
    assert violations(page) == []
    fits(page)


def fits(page: Page) -> None:
    """All that can be asked of a browser without a script: axe would wait for ever."""
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]


def commit(page: Page, mails: Mails) -> None:
    """What E5 looks at closely: here, the territory that will report."""
    page.goto("/concertations/s-engager/")
    page.locator("main [name=q]").fill(STRASBOURG)
    page.keyboard.press("Enter")
    page.get_by_label("Adresse électronique de la personne référente").fill(ANNE)
    page.get_by_label("Agents").check()
    page.get_by_label("Date de début prévue").fill("03/2027")
    page.get_by_label("j’accepte de respecter la charte").check()
    page.get_by_label("j’accepte de partager les résultats").check()
    page.get_by_role("button", name="Envoyer l’engagement").click()
    page.goto(mails.link(CONFIRM))
    page.get_by_role("button", name="Confirmer l’engagement").click()
    heading(page, "Votre engagement est enregistré")


def validate(desk: Page) -> None:
    desk.goto("/admin/relecture/")
    desk.get_by_role("link", name=TERRITORY).click()
    desk.get_by_role("link", name="Valider", exact=True).click()
    desk.get_by_role("button", name="Valider").click()
    desk.get_by_text("l’engagement est validé").wait_for()


def withdraw(desk: Page) -> None:
    """The other journeys count territories."""
    desk.get_by_role("link", name="Retirer", exact=True).click()
    desk.get_by_label("Motif").fill("Fin de l’essai.")
    desk.get_by_role("button", name="Retirer").click()
    desk.get_by_text("l’engagement est retiré").wait_for()


def text_of(page: Page, number: int) -> str:
    value: str = page.get_by_role("group", name=f"Proposition {number}").get_by_label("Texte").input_value()
    return value


def write_through_a_cut(page: Page, draft: str) -> Page:
    """What is typed while the network is gone, and the tab closed, comes back and is saved."""
    page.goto(f"{draft}partie-2/")
    page.get_by_label("Quels angles avez-vous abordés").fill("Les services publics")
    page.keyboard.press("Tab")
    page.get_by_text(SAVED).wait_for()
    browser = page.context
    browser.set_offline(True)
    page.keyboard.type("Éclairer une décision")
    page.keyboard.press("Tab")
    page.get_by_text(NOT_SAVED).wait_for()
    page.close(run_before_unload=False)
    browser.set_offline(False)
    page = browser.new_page()
    page.set_viewport_size({"width": 360, "height": 900})
    page.goto(f"{draft}partie-2/")
    page.get_by_text(SAVED).wait_for()
    page.reload()
    assert page.get_by_label("Quelles étaient les attentes").input_value() == "Éclairer une décision"
    assert page.get_by_label("Quels angles avez-vous abordés").input_value() == "Les services publics"
    assert page.evaluate("localStorage.length") == 0
    return page


def write_proposals_at_two(page: Page, other: Page, draft: str) -> None:
    """One with a script, one without, in the same list at the same time."""
    other.get_by_role("link", name=TERRITORY).last.click()
    other.get_by_role("link", name="3. Résultats synthétiques").click()
    proposal = other.get_by_role("group", name="Proposition 1")
    proposal.get_by_label("Texte").fill("Former les agents")
    proposal.get_by_label("Nature").select_option(label="Demande à la collectivité")
    page.goto(f"{draft}partie-3/")
    page.get_by_role("group", name="Proposition 1").get_by_label("Texte").fill("Publier les usages")
    page.keyboard.press("Tab")
    page.get_by_text(SAVED).wait_for()
    other.get_by_role("button", name="Ajouter : proposition").click()
    assert (text_of(other, 1), text_of(other, 2)) == ("Publier les usages", "Former les agents")
    fits(other)
    other.get_by_role("button", name="Retirer : proposition 1").click()
    other.get_by_role("button", name="Remettre : proposition 1").press("Enter")
    assert text_of(other, 1) == "Publier les usages"


def check_and_send(page: Page, draft: str) -> None:
    page.goto(f"{draft}apercu/")
    assert page.get_by_text("Former les agents").first.is_visible()
    page.goto(f"{draft}verifier/")
    sound(page)
    page.get_by_label("Nous acceptons que ce compte rendu").press("Space")
    page.get_by_role("button", name="Envoyer aux relecteurs").press("Enter")
    page.get_by_text("Le compte rendu est envoyé").wait_for()


def approve(reviewer: Page) -> str:
    """The address of the desk where the report was approved."""
    reviewer.goto("/admin/relecture/")
    reviewer.get_by_role("link", name=TERRITORY).first.click()
    reviewer.wait_for_url(re.compile(r"/admin/relecture/\d+/"))
    desk = reviewer.url
    hand_over(Hand(reviewer))
    return desk


@pytest.mark.usefixtures("campaign")
def test_a_report_is_written_at_two_survives_a_cut_and_goes_online(
    new_visitor: NewVisitor, signed_in: Callable[[str], StorageState], site_folder: Path
) -> None:
    mails = Mails.from_now(site_folder)
    anne, staff = new_visitor(), new_visitor(cookies=signed_in("redaction")).page
    commit(anne.page, mails)
    validate(staff)
    page = anne.go(mails.link(SPACE))
    space = page.url
    assert page.get_by_role("heading", level=1).inner_text() == TERRITORY
    sound(page)
    page.get_by_role("button", name="Commencer un compte rendu").press("Enter")
    page.get_by_text("Le compte rendu est commencé").wait_for()
    sound(page)
    draft = page.url.split("?")[0]
    page.set_viewport_size({"width": 360, "height": 900})
    page.goto(f"{draft}partie-1/")
    assert page.get_by_label("Titre du compte rendu").input_value() == TERRITORY
    assert page.get_by_label("Date de début prévue").input_value() == "03/2027"
    assert page.get_by_label("Agents").is_checked()
    sound(page)

    page = write_through_a_cut(page, draft)
    page.goto(space)
    page.get_by_label("Courriel de votre collègue").fill(PAUL)
    page.get_by_role("button", name="Envoyer un lien").click()
    paul = new_visitor(width=360, javascript=False)
    other = paul.go(mails.link(SPACE))
    fits(other)
    write_proposals_at_two(page, other, draft)
    check_and_send(page, draft)

    reviewer = new_visitor(width=360, cookies=signed_in("relecteur")).page
    desk = approve(reviewer)
    page.goto(mails.link(SPACE))
    page.get_by_role("link", name=TERRITORY).last.click()
    page.get_by_role("link", name="Voir la page en ligne").click()
    assert page.get_by_text("Former les agents").first.is_visible()
    take_back(reviewer, desk)
    withdraw(staff)
    assert anne.problems + paul.problems == []
