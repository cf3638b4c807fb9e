"""The tabs by kind of content: where they lead, and that they say what is found there."""

import random

import pytest

from search.kinds import KINDS
from tests.factories import ThemeFactory
from tests.search.entries import add_entries, charter, fiche

pytestmark = pytest.mark.django_db


def read(client, address: str):
    response = client.get(address, headers={"host": "localhost"})
    assert response.status_code == 200
    return response.context["listing"]


@pytest.fixture
def content(library):
    ThemeFactory(slug="ecologie")
    add_entries(
        *(fiche(f"Eau {n}", facets={"theme": ["ecologie"], "annee": ["2024"]}) for n in range(12)),
        *(fiche(f"Feux {n}", facets={"annee": ["2023"]}) for n in range(3)),
        *(charter(f"Charte de l’eau {n}", facets={"annee": ["2024"]}) for n in range(4)),
    )


def shown(listing) -> list[tuple[str, int, bool]]:
    return [(tab.label, tab.number, tab.current) for tab in listing.tabs]


def test_tabs_count_each_kind_whatever_kind_is_chosen(client, content):
    assert shown(read(client, "/bibliotheque/")) == [
        ("Tout", 19, True),
        ("Fiches", 15, False),
        ("Chartes et stratégies", 4, False),
    ]
    assert shown(read(client, "/bibliotheque/?type=charte&q=eau")) == [
        ("Tout", 16, False),
        ("Fiches", 12, False),
        ("Chartes et stratégies", 4, True),
    ]


def test_a_tab_keeps_words_and_facets_and_leads_to_as_many_results_as_it_says(client, content):
    for query in ("", "?q=eau&annee=2024&tri=titre", "?annee=2023", "?type=charte&annee=2024&page=1"):
        for address in ("/bibliotheque/", "/recherche/"):
            for tab in read(client, address + query).tabs:
                assert read(client, tab.url).total == tab.number
    urls = [tab.url for tab in read(client, "/bibliotheque/?q=eau&annee=2024&tri=titre").tabs]
    assert urls[1] == "/bibliotheque/?q=eau&annee=2024&type=fiche&tri=titre"


def test_there_is_no_tab_when_there_is_nothing_to_choose_and_a_list_is_named_by_its_kind(client, content):
    listing = read(client, "/bibliotheque/?theme=ecologie")
    assert (shown(listing), listing.heading, listing.mixed) == ([], "12 fiches", False)
    listing = read(client, "/bibliotheque/?annee=2024")
    assert (listing.heading, listing.mixed) == ("16 contenus", True)
    assert read(client, "/bibliotheque/?type=fiche").heading == "15 fiches"
    assert read(client, "/recherche/?annee=2024").heading == "16 résultats"


def test_the_facets_beside_the_results_are_those_of_the_kind_chosen(client, content):
    def facets(address: str) -> list[str]:
        return [facet.name for facet in read(client, address).facets]

    assert facets("/bibliotheque/") == facets("/bibliotheque/?type=fiche")
    assert facets("/bibliotheque/?type=charte") == ["nature", "etat", "type-collectivite", "domaine", "region", "annee"]


def test_the_current_tab_is_said_to_those_who_do_not_see_it(client, content):
    page = client.get("/bibliotheque/?type=charte", headers={"host": "localhost"}).content.decode()
    assert '<a href="/bibliotheque/?type=charte" aria-current="true">Chartes et stratégies 4</a>' in page
    assert page.count('aria-current="true"') == 1


def test_each_result_of_a_mixed_list_says_its_kind(client, content):
    mixed = client.get("/bibliotheque/?q=eau&annee=2024", headers={"host": "localhost"}).content.decode()
    assert '<p class="record__theme">Fiche</p>' in mixed
    assert '<p class="record__theme">' not in client.get("/recherche/?type=charte").content.decode()


def test_any_kind_of_content_has_a_tab_of_its_own_on_the_search_page(client, home):
    chance = random.Random(3)
    numbers = {kind: chance.randint(1, 5) for kind in KINDS}
    add_entries(*(fiche(f"{kind} {n}", kind=kind) for kind, number in numbers.items() for n in range(number)))
    tabs = read(client, "/recherche/").tabs[1:]
    assert [(tab.label, tab.number) for tab in tabs] == [(KINDS[kind].tab, number) for kind, number in numbers.items()]
