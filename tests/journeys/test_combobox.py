"""Suggestions while typing, by keyboard and by what assistive technology is told; without them, a plain search."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys.accessibility import violations
from tests.journeys.conftest import NewVisitor

pytestmark = pytest.mark.browser


def type_words(page: Page, words: str) -> Locator:
    """Into the search field of the page, as somebody does; the field."""
    field = page.locator("#q")
    field.click()
    field.press_sequentially(words, delay=20)
    return field


def options(page: Page, **described: Any) -> Locator:
    return page.get_by_role("listbox").get_by_role("option", **described)


def open_list(page: Page, words: str) -> Locator:
    field = type_words(page, words)
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()
    return field


def test_a_keyboard_chooses_a_collectivite_and_hears_what_it_does(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    page = visitor.go("/")
    expect(page.get_by_role("combobox", name="Chercher dans la bibliothèque", expanded=False)).to_be_visible()
    field = open_list(page, "renn")
    expect(page.get_by_role("combobox", name="Chercher dans la bibliothèque", expanded=True)).to_be_focused()
    expect(page.get_by_role("search").get_by_role("status")).to_have_text(re.compile(r"^\d suggestions?$"))
    expect(page.get_by_role("search")).to_match_aria_snapshot("""
        - search:
          - combobox "Chercher dans la bibliothèque" [expanded]
          - listbox "Suggestions":
            - group "Contenus":
              - option /Rennes.* Charte ou stratégie/
            - group "Collectivités":
              - option "Rennes Métropole"
    """)
    option = options(page, name="Rennes Métropole", exact=True)
    for _ in range(8):
        page.keyboard.press("ArrowDown")
        if option.get_attribute("aria-selected") == "true":
            break
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")
    expect(options(page, selected=True)).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/bibliotheque/?collectivite=rennes-metropole")
    expect(page.get_by_role("link", name=re.compile("^Retirer : Collectivité : Rennes Métropole"))).to_be_visible()
    page.go_back()
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert visitor.problems == []


def test_arrows_turn_escape_gives_the_words_back_and_enter_searches_them(new_visitor: NewVisitor) -> None:
    page = new_visitor().go("/recherche/")
    field = open_list(page, "chat")
    proposed = options(page)
    page.keyboard.press("ArrowUp")
    expect(proposed.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("ArrowDown")
    expect(proposed.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Home")
    expect(options(page, selected=True)).to_have_count(0)
    assert field.evaluate("field => field.selectionStart") == 0
    page.keyboard.press("End")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("chat")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    field.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=chat")


def test_a_title_chosen_with_a_finger_leads_to_its_page(new_visitor: NewVisitor) -> None:
    page = new_visitor(width=360, dark=True).go("/bibliotheque/")
    open_list(page, "fuites")
    heights = options(page).evaluate_all("all => all.map(option => option.offsetHeight)")
    assert min(heights) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    first = options(page).first
    first.click()
    page.wait_for_url(re.compile(r"/(bibliotheque|chartes)/[a-z0-9-]+/$"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_while_the_list_is_open(new_visitor: NewVisitor, dark: bool) -> None:
    page = new_visitor(dark=dark).go("/bibliotheque/")
    open_list(page, "eau")
    page.keyboard.press("ArrowDown")
    assert violations(page) == []
    page.emulate_media(forced_colors="active")
    chosen = options(page, selected=True)
    assert chosen.evaluate("option => getComputedStyle(option).outlineStyle") == "solid"
    assert page.evaluate("document.querySelectorAll('*').length") <= 500


def test_nothing_found_is_said_and_an_older_answer_never_replaces_a_newer_one(new_visitor: NewVisitor) -> None:
    page = new_visitor().go("/recherche/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/suggestions/*q=ren", hold)
    with page.expect_request("**/suggestions/*q=ren"):
        field = type_words(page, "ren")
    field.press_sequentially("onqzx")
    expect(page.get_by_role("search").get_by_role("status")).to_have_text("Aucune suggestion")
    for route in held:
        route.fulfill(json={"q": "ren", "groupes": [{"libelle": "Vieux", "suggestions": []}]})
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")


def test_it_asks_once_for_words_typed_quickly_and_never_offline(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    page = visitor.go("/recherche/")
    open_list(page, "chatbot")
    asked = [url for url in visitor.requests if "/suggestions/" in url]
    assert len(asked) < len("chatbot")
    page.context.set_offline(True)
    page.locator("#q").press_sequentially("s")
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "false")
    assert [url for url in visitor.requests if "/suggestions/" in url] == asked
    assert visitor.problems == []


def test_without_javascript_it_is_a_plain_search(new_visitor: NewVisitor) -> None:
    page = new_visitor(javascript=False).go("/")
    field = page.get_by_role("search").get_by_role("searchbox", name="Chercher dans la bibliothèque")
    expect(field).not_to_have_attribute("aria-expanded", re.compile("."))
    field.fill("rennes")
    page.keyboard.press("Enter")
    page.wait_for_url("**/bibliotheque/?q=rennes")
    assert page.locator("main ol > li.record").count() > 0


def test_a_misspelt_word_leads_to_what_was_meant_in_one_click(new_visitor: NewVisitor) -> None:
    page = new_visitor(width=320).go("/bibliotheque/?q=detectoin")
    page.get_by_role("link", name="« détection »").click()
    page.wait_for_url("**q=d%C3%A9tection")
    assert page.locator("main ol > li.record").count() > 0
