"""What every public template owes every visitor, measured in a browser."""

from urllib.parse import urlsplit

import pytest

from tests.journeys.accessibility import violations
from tests.journeys.conftest import ADDRESSES, NewVisitor
from tests.journeys.weight import weigh

pytestmark = pytest.mark.browser

template = pytest.mark.parametrize("name", ADDRESSES)


@template
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(
    new_visitor: NewVisitor, addresses: dict[str, str], name: str, width: int, dark: bool
) -> None:
    page = new_visitor(width=width, dark=dark).go(addresses[name])
    assert violations(page) == []


@template
def test_nothing_overflows_a_small_screen(new_visitor: NewVisitor, addresses: dict[str, str], name: str) -> None:
    """Also with the text spacing that a reader may impose (WCAG 1.4.12)."""
    page = new_visitor(width=320).go(addresses[name])
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


@template
def test_a_page_stays_light(new_visitor: NewVisitor, addresses: dict[str, str], name: str) -> None:
    weight = weigh(new_visitor().page, addresses[name])
    assert weight.elements <= 350
    assert weight.requests <= 12
    assert weight.kilobytes <= 120
    assert weight.ecoindex >= 81


@template
def test_a_page_tells_nobody_that_it_is_read(
    new_visitor: NewVisitor, addresses: dict[str, str], site: str, name: str
) -> None:
    """No third party, no cookie, no storage; and nothing that the content policy refuses."""
    visitor = new_visitor()
    page = visitor.go(addresses[name])
    page.wait_for_load_state("networkidle")
    assert {urlsplit(address).netloc for address in visitor.requests} == {urlsplit(site).netloc}
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert visitor.problems == []


def test_every_page_has_its_own_title_and_one_main_heading(new_visitor: NewVisitor, addresses: dict[str, str]) -> None:
    page = new_visitor().page
    titles = []
    for address in addresses.values():
        page.goto(address)
        titles.append(page.title())
        assert page.locator("h1").count() == 1
    assert len(set(titles)) == len(titles)
    assert all("IA des territoires" in title for title in titles)
