"""What every public template owes every visitor, measured in a browser."""

import re
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.journeys.accessibility import COLOURS, STANDARDS, violations
from tests.journeys.conftest import ADDRESSES, OpenedPage

pytestmark = pytest.mark.browser


def read(address: str) -> str:
    try:
        with urlopen(address, timeout=30) as answer:
            return answer.read().decode()
    except HTTPError as error:
        return error.read().decode()


def test_a_page_stays_light(opened: OpenedPage) -> None:
    assert opened.weight.elements <= 350
    assert opened.weight.requests <= 12
    assert opened.weight.kilobytes <= 120
    assert opened.weight.ecoindex >= 81


def test_a_page_tells_nobody_that_it_is_read(opened: OpenedPage, site: str) -> None:
    """No third party, no cookie, no storage; and nothing that the content policy refuses."""
    visitor = opened.visitor
    assert {urlsplit(address).netloc for address in visitor.requests} == {urlsplit(site).netloc}
    assert visitor.page.context.cookies() == []
    assert visitor.page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert visitor.problems == []


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (320, False), (320, True)])
def test_axe_finds_nothing(opened: OpenedPage, width: int, dark: bool) -> None:
    """The dark theme changes colours and nothing else, at any width."""
    assert violations(opened.page(width=width, dark=dark), COLOURS if dark else STANDARDS) == []


def test_nothing_overflows_a_small_screen(opened: OpenedPage) -> None:
    """Also with the text spacing that a reader may impose (WCAG 1.4.12)."""
    page = opened.page(width=320)
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) <= 0
    page.evaluate(
        """() => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
                word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`);
            document.adoptedStyleSheets = [sheet];
        }"""
    )
    assert page.evaluate(overflow) <= 0
    page.evaluate("document.adoptedStyleSheets = []")


def test_every_page_has_its_own_title_and_one_main_heading(site: str, addresses: dict[str, str]) -> None:
    titles = []
    for name in ADDRESSES:
        text = read(f"{site}{addresses[name]}")
        titles.append(re.search(r"<title>\s*(.*?)\s*</title>", text, re.DOTALL)[1])
        assert len(re.findall(r"<h1\b", text)) == 1, name
    assert len(set(titles)) == len(titles)
    assert all("IA des territoires" in title for title in titles)
