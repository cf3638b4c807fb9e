"""Every public template works by keyboard alone, and without a script."""

import pytest

from tests.journeys.conftest import NewVisitor, OpenedPage

pytestmark = pytest.mark.browser

CONTROLS = """[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')]
    .filter(element => element.checkVisibility({visibilityProperty: true})).length"""
FOCUSED = """() => {
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


def test_the_keyboard_reaches_every_control_in_order_and_shows_where_it_is(opened: OpenedPage) -> None:
    page = opened.page()
    page.evaluate("scrollTo(0, 0)")
    expected = page.evaluate(CONTROLS)
    ranks, hidden = [], []
    for _ in range(expected + 5):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        ranks.append(focused["rank"])
        if not focused["shown"]:
            hidden.append(focused["html"])
    assert hidden == []
    assert ranks == sorted(set(ranks))
    assert len(ranks) >= expected


def test_nothing_of_the_content_waits_for_a_script(opened: OpenedPage, new_visitor: NewVisitor) -> None:
    """The script adds buttons to print and, a moment later, the announcement of a number of results."""
    page = opened.page()
    read = set(page.locator("main").inner_text().split("\n"))
    added = {text.strip() for text in page.locator("[data-print], [role=status]").all_inner_texts()}
    read_without = set(new_visitor(javascript=False).go(opened.address).locator("main").inner_text().split("\n"))
    missing = {line.strip() for line in read - read_without - added}
    assert not {line for line in missing if line and not line.startswith("Référence à donner")}  # new each time
    assert len(read_without) > 1
