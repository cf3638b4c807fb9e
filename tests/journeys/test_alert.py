"""E9, its end: from a filtered list to a confirmed alert, by the keyboard alone, without JavaScript; then its end."""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.accessibility import violations
from tests.journeys.conftest import NewVisitor
from tests.journeys.hand import tab_to

pytestmark = pytest.mark.browser

LIST = "/bibliotheque/?cible=citoyens"
ADDRESS = "lectrice@exemple.fr"
LINK = re.compile(r"Confirmer mon alerte\u00a0:\s+http://localhost:\d+(/lien/\S+)")
MAIL_LIMIT = 60
"""Seconds that the worker may take to send the mail, on a busy machine."""


def mailed_link(folder: Path) -> str:
    deadline = time.monotonic() + MAIL_LIMIT
    while not (found := LINK.findall((folder / "log").read_text())):
        assert time.monotonic() < deadline, "no mail left"
        time.sleep(0.1)
    link: str = found[-1]
    return link


def heading(page: Page, name: str) -> None:
    page.get_by_role("heading", level=1, name=name).wait_for()


def test_a_filtered_list_is_followed_by_the_keyboard_without_javascript(
    new_visitor: NewVisitor, site_folder: Path
) -> None:
    visitor = new_visitor(width=360, javascript=False)
    page = visitor.go(LIST)
    assert not page.context.cookies()

    tab_to(page, ".exports a:first-child")
    page.keyboard.press("Enter")
    heading(page, "Suivre cette liste")
    assert page.get_by_text("Cible", exact=True).is_visible()
    tab_to(page, "[name=email]")
    page.keyboard.type(ADDRESS)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    assert page.locator("[name=rhythm][value=quotidienne]").is_checked()
    tab_to(page, "main button[type=submit]")
    page.keyboard.press("Enter")
    heading(page, "Ouvrez votre messagerie")

    page.goto(mailed_link(site_folder))
    heading(page, "Confirmer cette alerte")
    tab_to(page, "main button[type=submit]")
    page.keyboard.press("Enter")
    heading(page, "Votre alerte est confirmée")

    page.get_by_role("link", name="Changer le rythme").click()
    heading(page, "Votre alerte")
    tab_to(page, "main a[href$='/arret/']")
    page.keyboard.press("Enter")
    heading(page, "Arrêter cette alerte")
    tab_to(page, "main button[type=submit]")
    page.keyboard.press("Enter")
    heading(page, "Cette alerte est arrêtée")
    assert visitor.problems == []


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (320, True)])
def test_every_page_of_an_alert_is_accessible(
    new_visitor: NewVisitor, site_folder: Path, width: int, dark: bool
) -> None:
    visitor = new_visitor(width=width, dark=dark)
    page, found = visitor.go(f"/alertes/nouvelle/?liste=/bibliotheque/&theme=inconnu&annee={width}"), []

    def look() -> None:
        found.extend(violations(page))
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    look()
    page.get_by_role("button", name="Créer mon alerte").click()
    page.get_by_role("heading", name="Une réponse est à corriger").wait_for()
    look()
    page.get_by_label("Votre adresse").fill(f"largeur-{width}@exemple.fr")
    before = len(LINK.findall((site_folder / "log").read_text()))
    page.get_by_role("button", name="Créer mon alerte").click()
    heading(page, "Ouvrez votre messagerie")
    look()
    deadline = time.monotonic() + MAIL_LIMIT
    while len(links := LINK.findall((site_folder / "log").read_text())) == before:
        assert time.monotonic() < deadline, "no mail left"
        time.sleep(0.1)
    page.goto(links[-1])
    look()
    page.get_by_role("button", name="Confirmer mon alerte").click()
    heading(page, "Votre alerte est confirmée")
    look()
    page.get_by_role("link", name="Changer le rythme").click()
    look()
    page.get_by_role("button", name="Mettre en pause").click()
    page.get_by_text("Elle est en pause").wait_for()
    look()
    page.get_by_role("link", name="Arrêter cette alerte").click()
    look()
    page.get_by_role("button", name="Arrêter cette alerte").click()
    heading(page, "Cette alerte est arrêtée")
    look()
    assert found + visitor.problems == []
