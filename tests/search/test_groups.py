"""A list sorted by collectivité: a heading for each, true on every page."""

from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from library_pages.models import AssociatedAuthority
from tests.factories import (
    CharterIndexPageFactory,
    CharterPageFactory,
    LocalAuthorityFactory,
    UseCasePageFactory,
    publish,
)
from tests.search.entries import add_entries, charter, fiche

pytestmark = pytest.mark.django_db

URL = "/bibliotheque/?tri=collectivite"


@pytest.fixture
def towns(library):
    for slug in ("arras", "brest", "cannes"):
        LocalAuthorityFactory(slug=slug, name=slug.capitalize())
    add_entries(
        *(fiche(f"A{n}", date=f"2025-01-{n + 1:02}", facets=of("arras")) for n in range(3)),
        *(fiche(f"B{n:02}", date=f"2025-01-{n + 1:02}", facets=of("brest")) for n in range(19)),
        charter("BC", date="2026-01-01", facets=of("brest")),
        fiche("C", facets=of("cannes")),
        fiche("Seule", date="2026-01-01"),
    )


def of(*slugs):
    return {"collectivite": list(slugs), "annee": ["2024"]}


def read(client, address):
    response = client.get(address, headers={"host": "localhost"})
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def groups(page):
    """Heading to the titles under it, in the order of the page."""
    found = {}
    for node in page.select(".records h3, .records h4"):
        text = " ".join(node.get_text(" ", strip=True).split())
        if node.name == "h3":
            found[text] = []
        else:
            list(found.values())[-1].append(text)
    return found


def test_each_collectivite_has_a_heading_with_all_that_the_list_has_under_it(client, towns):
    pages = [groups(read(client, f"{URL}&page={number}")) for number in (1, 2, 3)]

    assert [list(page) for page in pages] == [
        ["Arras (3 contenus)", "Brest (20 contenus)"],
        ["Brest (20 contenus, suite)"],
        ["Brest (20 contenus, suite)", "Cannes (1 contenu)", "Sans collectivité (1 contenu)"],
    ]
    assert pages[0]["Arras (3 contenus)"] == ["A2", "A1", "A0"]
    listed = [title for page in pages for titles in page.values() for title in titles]
    assert len(listed) == len(set(listed)) == 25
    assert [len(titles) for titles in pages[2].values()] == [3, 1, 1]


def test_a_page_that_begins_with_a_collectivite_does_not_continue_it(client, library):
    for slug in ("arras", "brest"):
        LocalAuthorityFactory(slug=slug, name=slug.capitalize())
    add_entries(*(fiche(f"{slug} {n}", facets=of(slug)) for slug in ("arras", "brest") for n in range(10)))

    assert list(groups(read(client, f"{URL}&page=2"))) == ["Brest (10 fiches)"]


def test_the_numbers_are_those_of_the_filtered_list(client, towns):
    assert list(groups(read(client, f"{URL}&type=charte"))) == ["Brest (1 charte ou stratégie)"]
    assert list(groups(read(client, f"{URL}&annee=2024&q=a1"))) == ["Arras (1 fiche)"]


def test_headings_follow_one_another_without_a_gap(client, towns):
    levels = [int(node.name[1]) for node in read(client, URL).select("main h1, main h2, main h3, main h4")]

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert read(client, "/bibliotheque/").select(".records h4") == []


def test_the_collectivite_is_not_repeated_under_its_heading(client, library):
    towns = [LocalAuthorityFactory(slug=slug, name=slug.capitalize()) for slug in ("arras", "brest")]
    UseCasePageFactory(parent=library, title="D’Arras", authority=towns[0])

    page = read(client, URL)

    assert page.select(".record__who") == []
    assert list(groups(page)) == ["Arras (1 fiche)"]


def test_an_item_of_several_collectivites_is_under_the_one_that_bears_it(client, home, library):
    arras, brest = (LocalAuthorityFactory(slug=slug, name=slug.capitalize()) for slug in ("arras", "brest"))
    shared = UseCasePageFactory(parent=library, title="Commune", authority=brest)
    shared.associated_authorities = [AssociatedAuthority(authority=arras)]
    publish(shared)
    CharterPageFactory(parent=CharterIndexPageFactory(parent=home), title="Charte", authorities=[brest, arras])

    assert {name: set(titles) for name, titles in groups(read(client, URL)).items()} == {
        "Brest (2 contenus)": {"Commune", "Charte"}
    }


def test_an_actor_that_several_use_is_under_none_of_them(client, home, library):
    add_entries(
        fiche("Orange", kind="acteur", facets=of("arras", "brest")),
        fiche("Local", kind="acteur", facets=of("brest")),
    )
    LocalAuthorityFactory(slug="brest", name="Brest")

    assert groups(read(client, "/recherche/?tri=collectivite")) == {
        "Brest (1 acteur)": ["Local"],
        "Plusieurs collectivités (1 acteur)": ["Orange"],
    }


def test_a_name_is_text_and_never_markup(client, library):
    LocalAuthorityFactory(slug="piege", name="<script>alert(1)</script>")
    add_entries(fiche("A", facets=of("piege")))

    assert "<script>alert(1)" not in str(read(client, URL))


def test_headings_and_tabs_are_the_same_whatever_engine_answers(client, towns, door):
    door.catch_up()
    assert client.get("/api/v1/recherche/?tri=collectivite").json()["moteur"] == door.name

    for address in (f"{URL}&page=2", "/recherche/?tri=collectivite&annee=2024", "/recherche/?annee=2024"):
        page = read(client, address)
        assert page.select_one(".tabs [aria-current]").get_text(strip=True).startswith("Tout")
        tabs = {tab.get_text(" ", strip=True).rpartition(" ")[0]: tab for tab in page.select(".tabs a")}
        assert int(tabs["Tout"].get_text().split()[-1]) == number(tabs["Fiches"]) + number(
            tabs["Chartes et stratégies"]
        )
        for label in ("Fiches", "Chartes et stratégies"):
            assert (
                read(client, tabs[label]["href"])
                .select_one("#resultats")
                .get_text()
                .startswith(f"{number(tabs[label])} ")
            )
    assert list(groups(read(client, f"{URL}&page=2"))) == ["Brest (20 contenus, suite)"]
    assert list(groups(read(client, f"{URL}&page=3"))) == [
        "Brest (20 contenus, suite)",
        "Cannes (1 contenu)",
        "Sans collectivité (1 contenu)",
    ]


def number(tab):
    return int(tab.get_text().split()[-1])
