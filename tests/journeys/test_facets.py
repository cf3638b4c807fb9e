"""The main job: from the home page to a fiche through facets, whatever the browser can do."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import NewVisitor

pytestmark = pytest.mark.browser

MAX_TABS = 150
"""Beyond that, nobody reaches a control with the keyboard."""
RESULTS = "main ol article, main ol > li.record"


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the element has the focus, and check that the focus shows."""
    for _ in range(MAX_TABS):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            assert target.evaluate("element => getComputedStyle(element).outlineStyle") != "none"
            return
    pytest.fail(f"{target} n’est pas atteint au clavier")


def result_count(page: Page) -> int:
    """The number at the head of « 13 fiches pour … »."""
    return int(re.match(r"\d+", page.locator("#resultats").inner_text()).group())


def announced_count(checkbox: Locator) -> int:
    """The number that the label of a facet value promises."""
    return int(re.search(r"(\d+)\)$", checkbox.locator("xpath=ancestor::label").inner_text().strip())[1])


def test_a_keyboard_alone_leads_from_home_to_a_fiche_through_two_facets(new_visitor: NewVisitor) -> None:
    page = new_visitor().go("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Aller au contenu")
    tab_to(page, page.get_by_role("navigation", name="Navigation principale").get_by_role("link", name="Bibliothèque"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/bibliotheque/")
    for facet in ("theme", "cible"):
        value = page.locator(f"input[type=checkbox][name={facet}]:enabled").first
        tab_to(page, value)
        page.keyboard.press("Space")
        expect(value).to_be_checked()
    tab_to(page, page.get_by_role("button", name="Appliquer les filtres"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"theme=.+&cible="))
    fiche = page.locator(RESULTS).first.get_by_role("link").first
    title = fiche.inner_text()
    tab_to(page, fiche)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/bibliotheque/[a-z0-9-]+/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


@pytest.mark.parametrize("width", [1280, 320])
def test_search_facets_and_pages_work_without_javascript(new_visitor: NewVisitor, width: int) -> None:
    page = new_visitor(width=width, javascript=False).go("/bibliotheque/")
    everything = result_count(page)
    assert everything == 54
    if width < 640:
        page.locator("details.facets > summary").click()
    theme = page.locator("input[name=theme]").first
    promised = announced_count(theme)
    theme.check()
    page.get_by_role("button", name="Appliquer les filtres").click()
    page.wait_for_url("**theme=*")
    assert result_count(page) == promised < everything
    page.get_by_role("link", name=re.compile("^Retirer")).first.click()
    page.wait_for_url("**/bibliotheque/")
    assert result_count(page) == everything


def test_pages_of_results_hold_every_fiche_once(new_visitor: NewVisitor) -> None:
    page = new_visitor(javascript=False).go("/bibliotheque/")
    seen: list[str] = []
    while True:
        seen += page.locator(RESULTS).locator("h2 a, h3 a").evaluate_all("links => links.map(link => link.pathname)")
        following = page.get_by_role("link", name="Page suivante")
        if not following.count():
            break
        address = following.evaluate("link => link.href")
        following.click()
        page.wait_for_url(address)  # and until it is there to its last line
    assert len(seen) == len(set(seen)) == 54


def test_a_search_from_home_finds_and_an_empty_one_helps(new_visitor: NewVisitor) -> None:
    page = new_visitor(javascript=False).go("/")
    page.get_by_role("search").get_by_role("searchbox").fill("chatbot")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=chatbot*")
    assert result_count(page) > 0
    page.goto("/bibliotheque/?q=zzzz")
    expect(page.locator("main")).to_contain_text("Aucun")
    page.get_by_role("link", name=re.compile("^Retirer")).first.click()
    page.wait_for_url("**/bibliotheque/")
    assert result_count(page) == 54
