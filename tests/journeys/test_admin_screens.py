"""The screens of the search, of the consultations and of the manifesto in the admin: accessible, never wider than the
window, and refused nothing by the browser.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, StorageState, expect

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
        "/admin/snippets/home/presscontact/add/",
        "/admin/volontaires/",
        "/admin/personnes/create/",
        "/admin/reports/ressources/",
    ],
}
WAGTAILS_OWN = ("w-minimap__list", "ui-autocomplete-input")
"""Its map of a form, and its field of keywords."""
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
        found += [f"{address}: {line}" for line in ours(visitor.page)]
        if visitor.in_window(360, dark=False).evaluate("document.documentElement.scrollWidth") > 360:
            found.append(f"{address}: wider than a telephone")
        visitor.in_window(1400, dark=False)
    assert found + visitor.problems == []


def ours(page: Page) -> list[str]:
    return [line for line in violations(page) if not any(own in line for own in WAGTAILS_OWN)]


def test_the_screens_of_the_consultations_are_in_one_menu(new_visitor: NewVisitor, signed_in: SignedIn) -> None:
    page = new_visitor(width=1400, cookies=signed_in("redaction")).go("/admin/")
    page.get_by_role("button", name="Concertations").click()
    for entry in MENU:
        expect(page.get_by_role("link", name=entry, exact=True)).to_be_visible()
    page.get_by_role("link", name="Pages", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Concertations")


def test_the_passages_of_a_content_come_with_its_choice(new_visitor: NewVisitor, signed_in: SignedIn) -> None:
    visitor = new_visitor(width=1400, cookies=signed_in("redaction"))
    page = visitor.go("/admin/preuves/?principe=S-2")
    page.locator("#id_target-chooser [data-chooser-action-choose]").press("Enter")
    page.locator(".modal-body [name=q]").fill("Cadre de confiance")
    page.locator(".modal-body .choose-page", has_text="Cadre de confiance").press("Enter")

    passage = page.locator("#id_target_anchor")
    expect(passage).to_be_focused()
    passage.select_option("c-5")
    expect(page.get_by_role("region", name="Texte public du contenu choisi")).to_contain_text("Place de l’humain")
    expect(page.locator("[data-evidence-status]")).to_have_text("Le texte public du contenu choisi est affiché.")
    page.locator("#id_quotation").fill("Place de l'humain")
    expect(page.locator("#id_quotation")).to_have_accessible_description(re.compile("17 caractères sur 300"))
    assert ours(page) + visitor.problems == []
