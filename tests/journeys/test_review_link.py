"""Somebody without account gives an opinion from a telephone, through the mail received."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import StorageState

from tests.journeys.accessibility import violations
from tests.journeys.conftest import NewVisitor
from tests.journeys.mails import Mails

pytestmark = pytest.mark.browser

DRAFT = "MAGALI"
"""A fiche of the demonstration that is not online."""


def test_an_opinion_is_asked_given_by_telephone_and_shown(
    new_visitor: NewVisitor, signed_in: Callable[[str], StorageState], site_folder: Path
) -> None:
    editor, mails = new_visitor(cookies=signed_in("redaction")).page, Mails.from_now(site_folder)
    editor.goto(f"/admin/pages/search/?q={DRAFT}")
    editor.get_by_role("link", name=DRAFT).first.click()
    opinions = re.sub(r".*/pages/(\d+)/.*", r"/admin/avis/\1/", editor.url)
    editor.goto(opinions)
    editor.get_by_label("Prénom et nom").fill("Anne Dupont")
    editor.get_by_label("Fonction").fill("Déléguée à la protection des données")
    editor.get_by_label("Courriel").fill("anne@exemple.fr")
    editor.get_by_role("button", name="Envoyer le lien").click()
    editor.get_by_text("Un lien part pour anne@exemple.fr").wait_for()

    reader = new_visitor(width=360)
    page = reader.go(mails.link("Lire la page et donner mon avis"))
    assert re.search(r"/lien/relecture/\d+/$", page.url)
    assert violations(page) == []
    page.get_by_role("link", name="Lire la version proposée").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith(DRAFT)
    assert violations(page) == []
    page.get_by_role("link", name="Revenir à la question et donner votre avis").click()
    page.get_by_label("À modifier").check()
    page.get_by_text("Résumé", exact=True).click()
    page.get_by_label("Votre remarque sur ce passage").locator("visible=true").fill("Dites qui décide.")
    page.get_by_role("button", name="Envoyer mon avis").click()
    page.get_by_role("heading", name="Merci, votre avis est enregistré").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert reader.problems == []

    editor.goto(opinions)
    assert editor.get_by_text("Dites qui décide.").is_visible()
    assert violations(editor) == []
