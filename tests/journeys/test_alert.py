"""E9, its end: from a filtered list to a confirmed alert, by the keyboard alone, without JavaScript; then its end."""

from pathlib import Path

import pytest

from tests.journeys.accessibility import violations
from tests.journeys.conftest import NewVisitor
from tests.journeys.hand import heading, tab_to
from tests.journeys.mails import Mails

pytestmark = pytest.mark.browser

CONFIRM = "Confirmer mon alerte"
"""The button of the mail."""
LIST = "/bibliotheque/?cible=citoyens"
ADDRESS = "lectrice@exemple.fr"


def test_a_filtered_list_is_followed_by_the_keyboard_without_javascript(
    new_visitor: NewVisitor, site_folder: Path
) -> None:
    visitor, mails = new_visitor(width=360, javascript=False), Mails.from_now(site_folder)
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

    page.goto(mails.link(CONFIRM))
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
    mails = Mails.from_now(site_folder)
    page.get_by_role("button", name="Créer mon alerte").click()
    heading(page, "Ouvrez votre messagerie")
    look()
    page.goto(mails.link(CONFIRM))
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
