"""Choosing fiches on a list and comparing them, with a keyboard, on a phone, on paper and without JavaScript."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import COLOURS, STANDARDS, violations
from tests.journeys.conftest import NewVisitor
from tests.journeys.test_facets import tab_to
from tests.journeys.weight import weigh

pytestmark = pytest.mark.browser

LIST = "/bibliotheque/?type=fiche"
BUTTON = "Comparer les fiches cochées"


def choose(page: Page, count: int) -> list[str]:
    """Tick the first fiches of the list; their titles."""
    boxes = page.get_by_role("checkbox", name=re.compile("^Comparer"))
    for rank in range(count):
        boxes.nth(rank).check()
    return page.locator("li.record h3 a").all_inner_texts()[:count]


def columns(page: Page) -> list[str]:
    return page.locator("table thead th a:first-child").all_inner_texts()


def compare(page: Page, count: int) -> list[str]:
    page.goto(LIST)
    titles = choose(page, count)
    page.get_by_role("button", name=BUTTON).click()
    page.wait_for_url("**/bibliotheque/comparer/?fiche=*")
    return titles


def test_a_keyboard_chooses_two_fiches_and_compares_them(new_visitor: NewVisitor) -> None:
    page = new_visitor().go(LIST)
    boxes = page.get_by_role("checkbox", name=re.compile("^Comparer"))
    titles = page.locator("li.record h3 a").all_inner_texts()[:2]
    said = page.locator("#comparer [role=status]")
    for rank, words in enumerate(("1 fiche choisie", "2 fiches choisies")):
        tab_to(page, boxes.nth(rank))
        page.keyboard.press("Space")
        expect(boxes.nth(rank)).to_be_checked()
        expect(said).to_have_text(words)
    tab_to(page, page.get_by_role("button", name=BUTTON))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/bibliotheque/comparer/\?fiche=.+&fiche=.+"))
    assert columns(page) == titles
    page.go_back()
    expect(said).to_have_text("2 fiches choisies")


def test_the_bar_keeps_four_fiches(new_visitor: NewVisitor) -> None:
    page = new_visitor().go(LIST)
    choose(page, 4)
    expect(page.locator("#comparer [role=status]")).to_contain_text("4 fiches choisies")
    fifth = page.get_by_role("checkbox", name=re.compile("^Comparer")).nth(4)
    expect(fifth).to_be_disabled()
    page.get_by_role("checkbox", name=re.compile("^Comparer")).first.uncheck()
    expect(fifth).to_be_enabled()


def test_without_javascript_one_chooses_removes_and_adds(new_visitor: NewVisitor) -> None:
    page = new_visitor(javascript=False).go("/")
    titles = compare(page, 3)
    assert columns(page) == titles
    page.get_by_role("link", name=f"Retirer : {titles[1]}").click()
    expect(page.locator("table thead th")).to_have_count(2)
    assert columns(page) == [titles[0], titles[2]]
    page.get_by_role("search", name="Ajouter une fiche").get_by_role("searchbox").fill("chatbot")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=chatbot*")
    page.get_by_role("link", name=re.compile("^Ajouter")).first.click()
    expect(page.locator("table thead th")).to_have_count(3)
    assert columns(page)[:2] == [titles[0], titles[2]]


@pytest.mark.parametrize("count", [2, 4])
def test_a_comparison_is_light_and_open_to_all(new_visitor: NewVisitor, count: int) -> None:
    page = new_visitor().go("/")
    compare(page, count)
    weight = weigh(page, page.url)
    assert (weight.elements <= 350, weight.requests <= 12, weight.kilobytes <= 120) == (True, True, True)
    assert page.context.cookies() == []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page, STANDARDS) == []
        page.emulate_media(color_scheme="dark")
        assert violations(page, COLOURS) == []
        page.emulate_media(color_scheme="light")
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(overflow) <= 0


def test_on_a_phone_each_answer_stands_under_the_name_of_its_fiche(new_visitor: NewVisitor) -> None:
    page = new_visitor(width=360).go("/")
    compare(page, 2)
    first, second = page.locator("table tbody td").nth(0), page.locator("table tbody td").nth(1)
    assert first.bounding_box()["x"] == second.bounding_box()["x"]
    name = first.evaluate("cell => getComputedStyle(cell, '::before').content").strip('"')
    assert name
    assert name == first.get_attribute("data-fiche")
    expect(page.get_by_role("table")).to_have_count(1)
    assert page.get_by_role("columnheader").count() == 2


def test_two_fiches_are_printed_in_landscape_without_the_controls(new_visitor: NewVisitor, tmp_path: Path) -> None:
    page = new_visitor().go("/")
    compare(page, 2)
    page.emulate_media(media="print")
    expect(page.get_by_role("searchbox")).to_have_count(0)
    expect(page.get_by_role("link", name=re.compile("^Retirer"))).to_have_count(0)
    printed = page.pdf(path=tmp_path / "comparaison.pdf", prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert boxes
    assert all(float(width) > float(height) for width, height in boxes)


def test_a_list_is_downloaded_from_its_foot(new_visitor: NewVisitor) -> None:
    page = new_visitor(javascript=False).go("/bibliotheque/?theme=mobilites")
    with page.expect_download() as started:
        page.get_by_role("link", name="Télécharger (CSV)").click()
    download = started.value
    assert re.fullmatch(
        r"bibliotheque-d-ia-territoriales-thematique-mobilites-\d{4}-\d\d-\d\d\.csv", download.suggested_filename
    )
    lines = Path(download.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + int(re.match(r"\d+", page.locator("#resultats").inner_text()).group())
