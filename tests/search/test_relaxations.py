"""The ways out of an empty list: each leads to as many results as it says, and none leads nowhere."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.core import page_cache
from cms.core.memory import Memory
from tests.factories import AudienceFactory, LocalAuthorityFactory, ThemeFactory
from tests.search.entries import add_entries, fiche

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def content(home: Any) -> None:
    for number, slug in enumerate(("ecologie", "mobilites", "culture")):
        ThemeFactory(slug=slug, label=slug.capitalize(), order=number)
    AudienceFactory(slug="citoyens", label="Citoyens")
    add_entries(
        fiche("Fuites d’eau", facets={"theme": ["ecologie"]}),
        fiche("Eau et fuites", facets={"theme": ["ecologie"]}),
        fiche("Vélos en ville", facets={"theme": ["mobilites"], "cible": ["citoyens"]}),
    )


def ways_out(client: Client, query: str) -> dict[str, int]:
    """Label to number, once each address is seen to find that number."""
    listing = client.get(f"/recherche/?{query}", headers={"host": "localhost"}).context["listing"]
    assert listing.total == 0
    for way in listing.relaxations:
        assert client.get(way.url, headers={"host": "localhost"}).context["listing"].total == way.count > 0
    return {way.label.replace("\u00a0", " "): way.count for way in listing.relaxations}


def test_a_word_less_is_proposed_when_the_others_find_something(client):
    assert ways_out(client, "q=fuites+de+l’eau+piscine") == {
        "Chercher seulement « fuites eau »": 2,
        "Retirer les mots « fuites de l’eau piscine »": 3,
    }
    assert ways_out(client, "q=piscine+patinoire") == {"Retirer les mots « piscine patinoire »": 3}


def test_words_held_together_by_quotes_are_let_loose(client):
    assert ways_out(client, 'q="ville vélos"') == {
        "Chercher sans guillemets « ville vélos »": 1,
        'Retirer les mots « "ville vélos" »': 3,
    }


def test_all_the_filters_go_only_when_no_one_is_the_obstacle(client):
    assert ways_out(client, "q=fuites&theme=mobilites&cible=citoyens") == {
        "Retirer tous les filtres": 2,
        "Retirer les mots « fuites »": 1,
        "Garder seulement « Thématique : Mobilites »": 1,
    }
    assert "Retirer tous les filtres" not in ways_out(client, "q=fuites&theme=ecologie&cible=citoyens")


def test_each_of_several_themes_may_be_kept_alone_when_it_has_something(client):
    found = ways_out(client, "q=piscine&theme=ecologie&theme=mobilites&theme=culture")
    assert found == {
        "Retirer les mots « piscine »": 3,
        "Garder seulement « Thématique : Ecologie »": 2,
        "Garder seulement « Thématique : Mobilites »": 1,
    }


@pytest.mark.parametrize(
    "query",
    [
        "q=velos+mobilitee&theme=ecologie",
        "q=velos+mobilitee&theme=ecologie&tri=proximite&pres-de=",
        "q=velos+mobilitee&theme=ecologie&tri=proximite&pres-de=Saint-Denis",
        "q=velos+mobilitee+fuites+eau&theme=ecologie&theme=culture&cible=citoyens&tri=proximite&pres-de=saint-denis",
        'q="fuites vilel" piscine&theme=mobilites&tri=proximite&pres-de=Saint-Denis',
        "tri=proximite&pres-de=Saint-Denis",
        "q=vile&tri=titre",
        "q=fuites&theme=ecologie",
    ],
)
def test_a_list_asks_twelve_statements_at_most_and_none_twice(client, library, monkeypatch, query):
    place = {"latitude": 48.9, "longitude": 2.3}
    for slug in ("saint-denis-93", "saint-denis-974"):
        LocalAuthorityFactory(name="Saint-Denis", slug=slug, **place)
    add_entries(fiche("Mobilité : des vélos", facets={"theme": ["mobilites"]}))
    for warming in ("", "?q=rienn&theme=culture"):
        client.get(f"/bibliotheque/{warming}", headers={"host": "localhost"})
    monkeypatch.setattr(page_cache, "pages", Memory(10_000_000))

    with CaptureQueriesContext(connection) as queries:
        page = client.get(f"/bibliotheque/?{query}", headers={"host": "localhost"})

    statements = [query["sql"] for query in queries]
    assert page.status_code == 200
    assert len(statements) <= 12, "\n".join(statements)
    assert len(set(statements)) == len(statements), "\n".join(statements)
