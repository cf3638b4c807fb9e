"""The admin of Wagtail under its content policy: an editor does everything and the browser refuses nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, StorageState, expect

from tests.journeys.conftest import NewVisitor, Visitor

pytestmark = pytest.mark.browser

SCREENS = {
    "redaction": [
        "/admin/pages/3/",
        "/admin/pages/3/add_subpage/",
        "/admin/collectivites/",
        "/admin/collectivites/create/",
        "/admin/snippets/taxonomy/theme/",
        "/admin/snippets/taxonomy/theme/add/",
        "/admin/images/",
        "/admin/images/add/",
        "/admin/documents/multiple/add/",
        "/admin/settings/core/siteidentity/",
        "/admin/settings/core/sitenavigation/",
        "/admin/settings/core/sitebanner/",
        "/admin/reports/site-history/",
        "/admin/reports/aging-pages/",
        "/admin/account/",
    ],
    "administration": [
        "/admin/users/",
        "/admin/users/new/",
        "/admin/invitations/",
        "/admin/invitations/new/",
        "/admin/domaines-de-courriel/new/",
    ],
}

SignedIn = Callable[[str], StorageState]


@pytest.fixture
def editor(new_visitor: NewVisitor, signed_in: SignedIn) -> Visitor:
    return new_visitor(width=1400, cookies=signed_in("redaction"))


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


@pytest.mark.parametrize("role", SCREENS)
def test_the_screens_of_the_admin_violate_nothing(new_visitor: NewVisitor, signed_in: SignedIn, role: str) -> None:
    visitor = new_visitor(width=1400, cookies=signed_in(role))
    for address in SCREENS[role]:
        response = visitor.page.goto(address)
        assert response is not None
        assert response.ok, address
        visitor.page.wait_for_load_state("networkidle")
    assert visitor.problems == []


def test_every_tool_of_the_page_editor_works_and_violates_nothing(editor: Visitor) -> None:
    found = editor.page.request.get("/admin/api/main/pages/?slug=bibliotheque").json()
    page = editor.go(f"/admin/pages/add/library_pages/usecasepage/{found['items'][0]['id']}/")
    choose_an_authority(page)
    add_a_row(page)
    add_a_block(page)
    pick_a_date(page)
    open_the_image_chooser(page)
    show_the_preview(page)
    assert editor.problems == []


def choose_an_authority(page: Page) -> None:
    chooser = page.locator("#id_authority-chooser")
    chooser.get_by_role("button").first.click()
    modal = page.locator(".modal.in, .modal[open]").first
    modal.get_by_role("searchbox").or_(modal.locator("input[name=q]")).first.fill("Rennes")
    modal.get_by_role("link", name="Rennes Métropole").click()
    expect(chooser).to_contain_text("Rennes Métropole")


def add_a_row(page: Page) -> None:
    page.locator("#id_sources-ADD").click()
    expect(page.locator("#id_sources-0-title")).to_be_visible()


def add_a_block(page: Page) -> None:
    open_tab(page, "En détail")
    page.locator("[data-contentpath=body] button[title='Insérer un bloc']").first.click()
    page.get_by_role("option", name="Intertitre").first.click()
    page.locator("[data-contentpath=body] input[type=text]").first.fill("Ce qui a changé")


def pick_a_date(page: Page) -> None:
    open_tab(page, "Suivi")
    page.locator("#id_verified_on").click()
    page.locator(".xdsoft_datetimepicker:visible td.xdsoft_today").first.click()
    expect(page.locator("#id_verified_on")).to_have_value(page.evaluate("new Date().toLocaleDateString('fr-FR')"))


def open_the_image_chooser(page: Page) -> None:
    open_tab(page, "Listes et partages")
    page.locator("#id_listing_image-chooser").get_by_role("button").first.click()
    modal = page.locator(".modal.in, .modal[open]").first
    expect(modal).to_contain_text("Choisir une image")
    modal.get_by_role("button", name="Fermer").click()


def show_the_preview(page: Page) -> None:
    page.get_by_role("button", name="Prévisualisation").or_(page.get_by_role("button", name="Aperçu")).first.click()
    frame = page.locator("iframe[title]").first
    expect(frame).to_be_visible()
