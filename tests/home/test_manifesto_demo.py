"""The demonstration quotes the manifesto word for word."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

import home
from home.models import ManifestoChapterPage, ManifestoPage
from search.projection import refresh
from tests.databases import shared_rows

DATA = json.loads((Path(home.__file__).parent / "demo" / "manifeste.json").read_text())["items"][0]

# Article de Localtis sur le manifeste, lignes 12 à 15.
ARTICLE = """\
L’axe social : garantir une IA équitable et non-discriminante, avec une transparence des algorithmes et des données.
L’ouverture et la démocratie : définir des cadres éthiques locaux et mettre en place des modes de gouvernance partagée.
La formation et la sensibilisation : former aux techniques, mais aussi aux limites et aux biais possibles.
L’utilité et la proportionnalité : s’assurer que l’IA répond réellement à des besoins territoriaux et que son impact \
est maîtrisé.
"""

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The pages of the home application, loaded once for these tests and rolled back after them."""
    with shared_rows(django_db_blocker):
        for application in ("members", "home"):
            call_command("demo", application, verbosity=0)
        refresh()
        yield


def plain(text: str) -> str:
    """With ordinary spaces."""
    return " ".join(text.split())


def chapters() -> list[ManifestoChapterPage]:
    return list(ManifestoChapterPage.online(ManifestoPage.objects.get()))


def test_the_four_definitions_are_those_of_the_article() -> None:
    quoted = [f"{plain(chapter.title)} : {plain(chapter.definition)}" for chapter in chapters()]
    assert quoted == [plain(line) for line in ARTICLE.splitlines()]


def test_the_four_definitions_are_those_of_the_data() -> None:
    assert [chapter.definition for chapter in chapters()] == [axis["description"] for axis in DATA["axes"]]


def test_each_principle_of_the_data_has_its_code() -> None:
    found = {row.code: row.statement for chapter in chapters() for row in chapter.principles.all()}
    assert found == {row["code"]: row["enonce"] for axis in DATA["axes"] for row in axis["principes"]}
    assert len(found) == 8


def test_a_reader_sees_every_title_recorded_and_where_the_text_is(client: Any) -> None:
    text = plain(client.get("/manifeste/", headers={"host": "localhost:8000"}).content.decode())
    for row in DATA["titres_releves"]:
        assert row["titre"] in text
    assert DATA["lien"] in text


@pytest.mark.parametrize("query", ["doctrine politique partagée", "IA sociale, démocratique"])
def test_search_finds_the_manifesto_under_its_other_titles(client: Any, query: str) -> None:
    found = client.get("/api/v1/recherche/", {"q": query}, headers={"host": "localhost:8000"}).json()
    assert "/manifeste/" in found["resultats"][0]["url"]


def test_loading_again_changes_nothing() -> None:
    before = [(page.pk, page.latest_revision_id) for page in ManifestoChapterPage.objects.all()]
    call_command("demo", "home", verbosity=0)
    assert [(page.pk, page.latest_revision_id) for page in ManifestoChapterPage.objects.all()] == before
