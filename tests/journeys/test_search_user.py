"""E9: somebody looks for « fuite d’eau », narrows, compares, and asks to be told of what comes next."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import violations
from tests.journeys.conftest import NewVisitor
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser

FIRST_RELEVANT = 2
"""Clicks from the home page to a fiche that answers, the search being typed."""
COMPARED = 6
"""Clicks from there to two fiches side by side."""
FOLLOWED = 3
"""Clicks from a list to an alert that waits for its confirmation."""


@pytest.mark.parametrize("typed", ["fuite d'eau", "FUITES D’EAU", "fuites eau potable"])
def test_the_first_relevant_fiche_is_two_clicks_away(new_visitor: NewVisitor, typed: str) -> None:
    page = new_visitor().go("/")
    hand = Hand(page)
    search = page.locator("main").get_by_role("search")
    search.locator("[name=q]").fill(typed)
    hand.click(search.get_by_role("button", name="Chercher"))
    page.wait_for_url("**q=*")
    hand.click(page.locator("main ol .record h3 a").first)
    page.wait_for_url(re.compile(r"/bibliotheque/(sicoval|capi)-fuites-eau/$"))
    assert hand.clicks <= FIRST_RELEVANT


@pytest.mark.parametrize("javascript", [True, False])
def test_narrowed_then_compared(new_visitor: NewVisitor, javascript: bool) -> None:
    page = new_visitor(javascript=javascript).go("/bibliotheque/?q=fuite+d%27eau")
    hand = Hand(page)
    total = page.locator("#resultats").inner_text()
    hand.click(page.locator("input[name=theme]:enabled").first)
    hand.click(page.get_by_role("button", name="Appliquer les filtres"))
    page.wait_for_url("**theme=*")
    narrowed = page.url
    boxes = page.get_by_role("checkbox", name=re.compile("^Comparer"))
    hand.click(boxes.nth(0))
    hand.click(boxes.nth(1))
    hand.click(page.get_by_role("button", name=re.compile("Comparer")))
    page.wait_for_url("**/comparer/**")
    assert page.get_by_role("columnheader").count() >= 2
    assert hand.clicks <= COMPARED
    if javascript:
        assert violations(page) == []

    page.go_back()
    page.wait_for_url(narrowed)
    expect(page.locator("input[name=theme]:checked")).to_have_count(1)
    page.goto("/bibliotheque/?q=fuite+d%27eau")
    assert page.locator("#resultats").inner_text() == total  # the address alone says the list


def test_nothing_found_keeps_the_facets_and_leads_out(new_visitor: NewVisitor) -> None:
    page = new_visitor(javascript=False).go("/bibliotheque/?q=fuite+d%27eau&theme=mobilites")
    expect(page.locator("input[name=theme]:checked")).to_have_count(1)
    way = page.get_by_role("link", name=re.compile("^Retirer « Thématique"))
    promised = int(re.search(r"(\d+) résultat", way.inner_text())[1])
    way.click()
    page.wait_for_url(re.compile(r"q=fuite[^&]*$"))
    assert page.locator("#resultats").inner_text().startswith(f"{promised} ")


def test_the_list_is_followed_by_mail(new_visitor: NewVisitor) -> None:
    page = new_visitor(width=360).go("/bibliotheque/?q=fuite+d%27eau")
    hand = Hand(page)
    hand.click(page.get_by_role("link", name=re.compile("^Être alerté par courriel")))
    page.wait_for_url("**/alertes/**")
    expect(page.locator("main")).to_contain_text("fuite d’eau")
    page.get_by_label("Adresse").fill("lectrice@exemple.fr")
    hand.click(page.get_by_role("button", name="Créer mon alerte"))
    expect(page.locator("main")).to_contain_text("courriel")
    assert hand.clicks <= FOLLOWED
    assert violations(page) == []
