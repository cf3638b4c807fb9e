"""Every public template works by keyboard alone, and without a script."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import READER, TIMEOUT, OpenedPage

pytestmark = pytest.mark.browser

CONTROLS = """[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')]
    .filter(element => element.checkVisibility({visibilityProperty: true})).length"""
FOCUSED = """window.focused = () => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const box = element.getClientRects()[0];
    const outlined = [element, element.parentElement].map(node => getComputedStyle(node))
        .some(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
    const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const seen = over && (element.contains(over) || over.contains(element));
    return {
        rank: [...document.querySelectorAll('*')].indexOf(element),
        html: element.outerHTML.slice(0, 120),
        shown: outlined && seen,
    };
}"""
"""What has the focus; null outside the page. Its outline, or that of the row it stands in, is drawn and nothing covers
it (WCAG 2.4.7 and 2.4.11)."""
RECORD = "window.stops = []; document.addEventListener('focusin', () => stops.push(focused()));"
"""In the page: to ask after each key costs as much again as the key."""


@pytest.fixture(scope="module")
def without_script(chromium: Browser, site: str) -> Iterator[Page]:
    """One tab for all the templates: what it keeps of the site is not in question."""
    with closing(chromium.new_context(base_url=site, java_script_enabled=False, **READER)) as context:
        context.set_default_timeout(TIMEOUT)
        yield context.new_page()


def test_the_keyboard_reaches_every_control_in_order_and_shows_where_it_is(opened: OpenedPage) -> None:
    page = opened.page()
    page.evaluate("scrollTo(0, 0)")
    expected = page.evaluate(CONTROLS)
    page.evaluate(FOCUSED)
    page.evaluate(RECORD)
    for _ in range(expected + 5):
        page.keyboard.press("Tab")
    stops = page.evaluate("stops")
    ranks = [stop["rank"] for stop in stops]
    if ranks[0] in ranks[1:]:  # after the last, the first again
        ranks = ranks[: ranks.index(ranks[0], 1)]
    assert [stop["html"] for stop in stops if not stop["shown"]] == []
    assert ranks == sorted(set(ranks))
    assert len(ranks) >= expected


def test_nothing_of_the_content_waits_for_a_script(opened: OpenedPage, without_script: Page) -> None:
    """The script adds buttons to print and, a moment later, the announcement of a number of results."""
    page = opened.page()
    read = set(page.locator("main").inner_text().split("\n"))
    added = {text.strip() for text in page.locator("[data-print], [role=status]").all_inner_texts()}
    without_script.goto(opened.address)
    read_without = set(without_script.locator("main").inner_text().split("\n"))
    missing = {line.strip() for line in read - read_without - added}
    assert not {line for line in missing if line and not line.startswith("Référence à donner")}  # new each time
    assert len(read_without) > 1
