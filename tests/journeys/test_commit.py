"""E5: rédaction opens a campaign, a territory commits without account through a real mail, staff validate it."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, StorageState

from tests.journeys.accessibility import violations
from tests.journeys.conftest import READER, NewVisitor
from tests.journeys.hand import Hand, heading, tab_to
from tests.journeys.mails import Mails
from tests.journeys.test_review import hand_over, submit, take_back
from tests.pdf import read

pytestmark = pytest.mark.browser

CAMPAIGN = "Concertations d’essai"
CONFIRM = "Vérifier et confirmer"
"""The button of the mail."""
BUDGET = 8
"""Clicks, that on the link of the mail among them."""
STRASBOURG, TERRITORY = "246 700 488", "Eurométropole de Strasbourg"
PHONE = 360


@pytest.fixture(scope="module")
def campaign(
    request: pytest.FixtureRequest, chromium: Browser, site: str, signed_in: Callable[[str], StorageState]
) -> Iterator[None]:
    """Open, then taken offline: the other journeys read the campaign of the demonstration.

    Each module has one of its own title: a page that is offline keeps its address.
    """
    title = f"{CAMPAIGN}, {request.module.__name__.rpartition('_')[2]}"
    with (
        closing(chromium.new_context(base_url=site, storage_state=signed_in("redaction"), **READER)) as editing,
        closing(chromium.new_context(base_url=site, storage_state=signed_in("relecteur"), **READER)) as reviewing,
    ):
        reviewer = reviewing.new_page()
        address = opened(editing.new_page(), reviewer, title)
        yield
        take_back(reviewer, address)


def opened(editor: Page, reviewer: Page, title: str) -> str:
    """The address of the desk where this campaign was approved."""
    editor.goto("/admin/")
    index = editor.request.get("/admin/api/main/pages/?slug=concertations").json()
    editor.goto(f"/admin/pages/add/concertation_pages/campaignpage/{index['items'][0]['id']}/")
    editor.wait_for_load_state("networkidle")  # « Ajouter » does nothing before the script of the form
    editor.locator("#id_title").fill(title)
    editor.locator("#id_opens_on").fill("2026-01-01")
    for rank, text in enumerate(("Respecter la charte de bonne pratique.", "Partager les résultats.")):
        editor.locator("#id_commitments-ADD").click()
        editor.locator(f"#id_commitments-{rank}-text").fill(text)
    submit(Hand(editor))
    reviewer.goto("/admin/relecture/")
    reviewer.get_by_role("link", name=title).first.click()
    reviewer.wait_for_url(re.compile(r"/admin/relecture/\d+/"))
    address = reviewer.url
    hand_over(Hand(reviewer))
    return address


def look(page: Page) -> list[str]:
    width = page.evaluate("document.documentElement.scrollWidth")
    return [*violations(page), *([f"{page.url}: {width} px"] if width > PHONE else [])]


def validate(desk: Page, listed: Page) -> list[str]:
    """By the rédaction; anybody then reads it in the list. The other journeys count territories: it is withdrawn."""
    desk.goto("/admin/relecture/")
    desk.get_by_role("link", name=TERRITORY).click()
    desk.get_by_role("link", name="Valider", exact=True).wait_for()
    problems = violations(desk)
    desk.get_by_role("link", name="Valider", exact=True).click()
    desk.get_by_role("button", name="Valider").click()
    desk.get_by_text("l’engagement est validé").wait_for()
    listed.goto("/concertations/")
    listed.get_by_role("link", name=TERRITORY).first.click()
    heading(listed, TERRITORY)
    assert "claire" not in listed.content()

    desk.get_by_role("link", name="Retirer", exact=True).click()
    desk.get_by_label("Motif").fill("Fin de l’essai.")
    desk.get_by_role("button", name="Retirer").click()
    desk.get_by_text("l’engagement est retiré").wait_for()
    return problems


def test_a_territory_commits_from_a_phone_within_its_budget(
    campaign: None, new_visitor: NewVisitor, signed_in: Callable[[str], StorageState], site_folder: Path
) -> None:
    visitor, problems = new_visitor(width=PHONE), []
    hand = Hand(visitor.go("/concertations/"))
    page, mails = hand.page, Mails.from_now(site_folder)
    hand.click(page.get_by_role("link", name="Engager ma collectivité").first)
    heading(page, "Engager une collectivité")
    assert not page.context.cookies()
    problems += look(page)
    page.locator("main [name=q]").fill(STRASBOURG)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="La collectivité qui s’engage").wait_for()
    assert page.get_by_text(TERRITORY).first.is_visible()
    page.get_by_role("button", name="Envoyer l’engagement").click()
    page.get_by_role("heading", name="Des réponses sont à corriger").wait_for()
    problems += look(page)

    page.get_by_label("Adresse électronique de la personne référente").fill("claire.muller@strasbourg.example")
    hand.click(page.get_by_label("Agents"))
    page.get_by_label("Date de début prévue").fill("03/2027")
    hand.click(page.get_by_label("j’accepte de respecter la charte"))
    hand.click(page.get_by_label("j’accepte de partager les résultats"))
    hand.click(page.get_by_role("button", name="Envoyer l’engagement"))
    heading(page, "Ouvrez votre messagerie")
    problems += look(page)
    page.goto(mails.link(CONFIRM))
    hand.clicks += 1  # on the link of the mail
    heading(page, "Confirmer l’engagement")
    problems += look(page)
    hand.click(page.get_by_role("button", name="Confirmer l’engagement"))
    heading(page, "Votre engagement est enregistré")
    problems += look(page)
    receipt = page.get_by_role("link", name="Télécharger le récépissé (PDF)")
    hand.clicks += 1
    said = read(page.request.get(page.url + (receipt.get_attribute("href") or "").rsplit("/", 1)[-1]).body())
    assert f"{TERRITORY} (SIREN 246 700 488)" in said.text
    assert "claire" not in said.text
    assert hand.clicks <= BUDGET

    problems += validate(new_visitor(cookies=signed_in("redaction")).page, new_visitor().page)
    assert problems + visitor.problems == []


def test_two_collectivites_commit_together_by_the_keyboard_without_javascript(
    campaign: None, new_visitor: NewVisitor, site_folder: Path
) -> None:
    visitor = new_visitor(javascript=False)
    page, mails = visitor.go("/concertations/s-engager/"), Mails.from_now(site_folder)
    tab_to(page, "main [name=q]")
    page.keyboard.type("lyon")
    page.keyboard.press("Enter")
    tab_to(page, "main .picked a[href*=metropole-de-lyon]")
    page.keyboard.press("Enter")
    tab_to(page, "main .facts p a")
    page.keyboard.press("Enter")
    heading(page, "Engager une collectivité")
    tab_to(page, "main [name=q]")
    page.keyboard.type("ville de lyon")
    page.keyboard.press("Enter")
    for name, typed in (("territory", "Lyon, ville et métropole"), ("email", "lea@lyon.example")):
        tab_to(page, f"[name={name}]")
        page.keyboard.type(typed)
    tab_to(page, "[name=publics]")
    page.keyboard.press("Space")
    tab_to(page, "[name=expected_start]")
    page.keyboard.type("2027")
    for name in ("charter", "sharing"):
        tab_to(page, f"[name={name}]")
        page.keyboard.press("Space")
    tab_to(page, "main button[type=submit]")
    page.keyboard.press("Enter")
    heading(page, "Ouvrez votre messagerie")
    page.goto(mails.link(CONFIRM))
    tab_to(page, "main button[type=submit]")
    page.keyboard.press("Enter")
    heading(page, "Votre engagement est enregistré")
    assert page.get_by_text("Lyon, ville et métropole").is_visible()
    assert visitor.problems == []
