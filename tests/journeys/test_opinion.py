"""E14: somebody reads what became of the 17 recommendations of an opinion, asks why, and follows what comes next."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import violations
from tests.journeys.conftest import NewVisitor
from tests.journeys.hand import heading, tab_to
from tests.journeys.mails import Mails
from tests.journeys.weight import weigh

pytestmark = pytest.mark.browser

BODY = "/concertations/avis/ccnr/"
OPINION = f"{BODY}avis-1/"
MOST_ELEMENTS = 350


def press(page: Page, selector: str) -> None:
    tab_to(page, selector)
    page.keyboard.press("Enter")


def test_an_opinion_is_read_filtered_and_followed_by_the_keyboard_without_javascript(
    new_visitor: NewVisitor, site_folder: Path
) -> None:
    visitor, mails = new_visitor(width=360, javascript=False), Mails.from_now(site_folder)
    page = visitor.go(BODY)
    key = page.locator("#avis .suite__key").first
    expect(key).to_contain_text("Réalisée : au moins 1")
    expect(key).to_contain_text("Non programmée : non connu")
    expect(key).to_contain_text("État non communiqué : 16")

    press(page, f"#avis a[href='{OPINION}']")
    heading(page, "Avis 1, CCNR de Rennes")
    expect(page.locator("#detail tbody [id]")).to_have_count(17)
    expect(page.locator(".tiles a")).to_have_count(17)
    press(page, ".tabs a[href*='suite=non-programmee']")
    expect(page.locator("#detail .empty")).to_contain_text("L’état de 16 préconisations sur 17 ne nous a pas été")
    press(page, ".tabs a[href*='suite=realisee']")
    expect(page.locator("#detail tbody tr")).to_have_count(1)
    expect(page.locator("#n-17")).to_contain_text("d’après Ville de Rennes")
    expect(page.locator("#n-17 a[href*='portrea-rennes']")).to_have_count(1)
    assert not page.context.cookies()

    # Two clicks, the address being typed.
    press(page, f"a[href='{OPINION}suivre/']")
    tab_to(page, "[name=email]")
    page.keyboard.type("citoyenne@exemple.fr")
    press(page, "main button[type=submit]")
    heading(page, "Ouvrez votre messagerie")

    page.goto(mails.link("Confirmer mon suivi"))
    heading(page, "Confirmer ce suivi")
    press(page, "main button[type=submit]")
    heading(page, "Votre suivi est confirmé")
    assert visitor.problems == []


def test_the_pages_of_opinions_are_light_and_accessible(new_visitor: NewVisitor) -> None:
    visitor, found = new_visitor(), []
    for address in ("/concertations/avis/", BODY, OPINION, f"{OPINION}?suite=engagee", f"{OPINION}suivre/"):
        weight = weigh(visitor.page, address)
        assert weight.elements <= MOST_ELEMENTS, address
        for width, dark in ((1280, False), (320, True)):
            visitor.page.set_viewport_size({"width": width, "height": 900})
            visitor.page.emulate_media(color_scheme="dark" if dark else "light")
            found += [f"{address} {width}: {line}" for line in violations(visitor.page)]
            assert visitor.page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert found + visitor.problems == []
