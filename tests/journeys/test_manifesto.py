"""E8: a visitor goes from the home page to an axis, and to what territories say of the manifesto."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import NewVisitor
from tests.journeys.hand import tab_to

pytestmark = pytest.mark.browser

CHARTER = "/chartes/tours-cadre-confiance-ia/"


def press(page: Page, selector: str) -> None:
    tab_to(page, selector)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("javascript", [True, False])
def test_an_axis_is_two_keys_away_and_its_evidence_three(new_visitor: NewVisitor, javascript: bool) -> None:
    visitor = new_visitor(width=360, javascript=javascript)
    page = visitor.go("/")

    press(page, "main a[href='/manifeste/']")
    page.get_by_role("heading", level=1, name="Manifeste pour une IA responsable").wait_for()
    expect(page.locator("#preuves .evidence__tally li")).to_have_count(4)
    press(page, "main a[href='/manifeste/utilite-proportionnalite/']")
    page.get_by_role("heading", level=1, name="L’utilité et la proportionnalité").wait_for()
    expect(page.locator("#u-1 .evidence")).to_contain_text("Aucune preuve reliée à ce jour")

    page.go_back()
    page.get_by_role("heading", level=1, name="Manifeste pour une IA responsable").wait_for()
    press(page, f"#preuves a[href='{CHARTER}']")
    page.get_by_role("heading", level=1, name="Cadre de confiance").wait_for()
    expect(page.locator("#manifeste")).to_contain_text("Illustre le manifeste dans son ensemble")
    assert visitor.problems == []
    assert not page.context.cookies()
