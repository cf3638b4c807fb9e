"""The screens of the search and of the consultations in the admin: accessible, and refused nothing by the browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import StorageState, expect

from tests.journeys.accessibility import violations
from tests.journeys.conftest import NewVisitor

pytestmark = pytest.mark.browser

SCREENS = {
    "administration": [
        "/admin/recherche/",
        "/admin/reports/recherche/",
        "/admin/reports/recherche/reconstruire/",
        "/admin/alertes/",
    ],
    "redaction": [
        "/admin/snippets/search/synonymgroup/",
        "/admin/snippets/search/synonymgroup/add/",
        "/admin/snippets/search/pinnedresults/",
        "/admin/snippets/search/pinnedresults/add/",
        "/admin/engagements/",
        "/admin/engagements/create/",
        "/admin/engagements/inspect/1/",
        "/admin/engagements/edit/1/",
        "/admin/droit-de-suite/",
        "/admin/droit-de-suite/1/",
        "/admin/concertations/",
    ],
}
MENU = ["Engagements", "Droit de suite", "Pages"]

SignedIn = Callable[[str], StorageState]


@pytest.mark.parametrize("role", SCREENS)
def test_the_screens_are_accessible(new_visitor: NewVisitor, signed_in: SignedIn, role: str) -> None:
    visitor, found = new_visitor(width=1400, cookies=signed_in(role)), []
    for address in SCREENS[role]:
        response = visitor.page.goto(address)
        assert response is not None
        assert response.ok, address
        visitor.page.wait_for_load_state("networkidle")
        found += [f"{address}: {line}" for line in violations(visitor.page)]
    assert found + visitor.problems == []


def test_the_screens_of_the_consultations_are_in_one_menu(new_visitor: NewVisitor, signed_in: SignedIn) -> None:
    page = new_visitor(width=1400, cookies=signed_in("redaction")).go("/admin/")
    page.get_by_role("button", name="Concertations").click()
    for entry in MENU:
        expect(page.get_by_role("link", name=entry, exact=True)).to_be_visible()
    page.get_by_role("link", name="Pages", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Concertations")
