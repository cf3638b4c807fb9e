"""What the search forms propose while somebody types, asked as they ask it, whatever engine answers."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from cms.core import page_cache
from cms.core.memory import Memory
from cms.taxonomy.models import Tag
from library_pages.models import LibraryIndexPage
from tests.commits import run_pending
from tests.factories import LocalAuthorityFactory, ThemeFactory, UseCasePageFactory, publish
from tests.search.engines import Door
from tests.search.entries import add_entries, charter, fiche

pytestmark = pytest.mark.django_db

URL = "/recherche/suggestions/"
LIBRARY = {"dans": "/bibliotheque/", "type": ["fiche", "charte"]}
STRANGE = (
    *(
        "",
        " ",
        "a",
        "l’",
        "%",
        "_%",
        '"',
        "*",
        "eau*",
        'eau" OR "',
        "'; DROP TABLE x; --",
        "NEAR(eau fuite)",
        "{title}",
    ),
    *(
        "{title}",
        "eau & !fuite",
        "eau:*",
        "\\",
        "<script>",
        "\x00",
        "🤖",
        "ea\ufffe",
        "eau " * 500,
        "x" * 5000,
    ),
    *("^eau$", "(eau"),
)


@pytest.fixture(autouse=True)
def no_engine_stands_in_for_another(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    assert "Elasticsearch" not in caplog.text


def ask(client: Client, typed: str, **parameters: Any) -> dict[str, list[str]]:
    """Name of each group to the names that it proposes."""
    answer = client.get(URL, {"q": typed, **parameters}, headers={"host": "localhost"})
    assert answer.status_code == 200
    return {
        group["libelle"]: [found["libelle"] for found in group["suggestions"]] for group in answer.json()["groupes"]
    }


def addresses(client: Client, typed: str, **parameters: Any) -> list[str]:
    groups = client.get(URL, {"q": typed, **parameters}).json()["groupes"]
    return [found["url"] for group in groups for found in group["suggestions"]]


@pytest.fixture
def content(door: Door) -> None:
    ThemeFactory(slug="ecologie", label="Transition écologique", order=1)
    ThemeFactory(slug="mobilites", label="Mobilités", order=2)
    LocalAuthorityFactory(slug="evreux", name="Évreux")
    LocalAuthorityFactory(slug="rennes", name="Ville de Rennes")
    Tag.objects.create(slug="eau-potable", name="eau potable")
    facets = {"theme": ["ecologie"], "collectivite": ["evreux"], "tag": ["eau-potable"]}
    add_entries(
        fiche("Détection des fuites d’eau", date="2024-01-01", facets=facets),
        fiche("Recherche de fuites", date="2025-01-01", facets={"collectivite": ["rennes"]}),
        charter("Charte de l'eau", date="2023-01-01"),
        fiche("Cœur de ville", date="2020-01-01", summary="Un résumé qui parle de piscine."),
        fiche("Où désimperméabiliser"),
        fiche("Annuaire des agents", kind="page"),
    )
    door.catch_up()


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("detection", ["Détection des fuites d’eau"]),
        ("DÉTECT", ["Détection des fuites d’eau"]),
        ("l’ea", ["Charte de l’eau", "Détection des fuites d’eau"]),
        ("l'ea", ["Charte de l’eau", "Détection des fuites d’eau"]),
        ("d’eau fui", ["Détection des fuites d’eau"]),
        ("fuit", ["Recherche de fuites", "Détection des fuites d’eau"]),
        ("eau des", ["Charte de l’eau", "Détection des fuites d’eau"]),
        ("coeu", ["Cœur de ville"]),
        ("cœu", ["Cœur de ville"]),
        ("recherche fuites", ["Recherche de fuites"]),
        ("désimperméabilis", ["Où désimperméabiliser"]),
        ("tection", []),
        ("piscine", []),
    ],
)
def test_titles_are_found_by_the_beginning_of_any_of_their_words(client, content, typed, titles):
    found = ask(client, typed).get("Contenus", [])
    assert sorted(found) == sorted(titles)


def test_titles_that_begin_so_come_first_then_the_newest(client, door):
    add_entries(
        fiche("Suivi de l’eau", date="2025-01-01"),
        fiche("Eau et forêts", date="2021-01-01"),
        fiche("Eaux usées", date="2022-01-01"),
        fiche("Budget de l’eau", date="2024-01-01"),
        fiche("Station des eaux", date="2026-01-01"),
    )
    door.catch_up()
    titles = ask(client, "eau")["Contenus"]
    assert set(titles[:2]) == {"Eau et forêts", "Eaux usées"}
    assert titles[2:] == ["Suivi de l’eau", "Budget de l’eau", "Station des eaux"]


def test_each_says_what_it_is_and_leads_where_it_should(client, content):
    groups = client.get(URL, {"q": "eau", **LIBRARY}).json()["groupes"]
    assert [(group["libelle"], found["precision"]) for group in groups for found in group["suggestions"]] == [
        ("Contenus", "Fiche"),
        ("Contenus", "Charte ou stratégie"),
        ("Mots-clés", ""),
    ]
    assert addresses(client, "evr", **LIBRARY) == ["/bibliotheque/?collectivite=evreux"]
    assert addresses(client, "renn") == ["/recherche/?collectivite=rennes"]
    assert addresses(client, "ecolo", **LIBRARY) == ["/bibliotheque/?theme=ecologie"]
    assert addresses(client, "potable") == ["/recherche/?tag=eau-potable"]


def test_names_are_found_whatever_their_accents_and_only_while_something_public_has_them(client, content):
    assert ask(client, "EVREUX") == {"Collectivités": ["Évreux"]}
    assert ask(client, "ville ren") == {"Collectivités": ["Ville de Rennes"]}
    assert ask(client, "mobilites") == {}, "no item has this theme"


def test_a_list_is_proposed_what_it_holds(client, content):
    assert ask(client, "annu")["Contenus"] == ["Annuaire des agents"]
    assert ask(client, "annu", **LIBRARY) == {}
    charters = {"dans": "/chartes/", "type": ["charte"]}
    assert ask(client, "eau", **charters) == {"Contenus": ["Charte de l’eau"]}
    assert ask(client, "ecolo", **charters) == {}, "charters have no theme"
    assert addresses(client, "ev", dans="/collectivites/", type=["fiche"]) == ["/collectivites/evreux/"]


def test_at_most_eight_are_proposed_and_no_kind_takes_all_the_places(client, content):
    for number in range(12):
        Tag.objects.create(slug=f"eau-{number}", name=f"eau {number}")
    tags = {"tag": [f"eau-{number}" for number in range(12)]}
    add_entries(*(fiche(f"Eau {number}", facets=tags) for number in range(12)))
    groups = ask(client, "eau")
    assert {name: len(found) for name, found in groups.items()} == {"Contenus": 4, "Mots-clés": 4}


def test_what_is_written_since_is_proposed_and_what_is_withdrawn_is_not(client, library: LibraryIndexPage):
    page = UseCasePageFactory(parent=library, title="Zèbres en ville")
    run_pending()
    assert ask(client, "zèb") == {"Contenus": ["Zèbres en ville"]}
    page = Page.objects.get(pk=page.pk).specific
    page.title = "Girafes en ville"
    page.save_revision()
    run_pending()
    assert (ask(client, "zeb"), ask(client, "gira")) == ({"Contenus": ["Zèbres en ville"]}, {}), "a draft is not read"
    publish(page)
    run_pending()
    assert (ask(client, "zeb"), ask(client, "gira")) == ({}, {"Contenus": ["Girafes en ville"]})
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    run_pending()
    assert ask(client, "gira") == {}
    restriction.delete()
    run_pending()
    assert ask(client, "gira") == {"Contenus": ["Girafes en ville"]}
    Page.objects.get(pk=page.pk).specific.unpublish()
    run_pending()
    assert ask(client, "gira") == {}


@pytest.mark.parametrize("typed", STRANGE)
def test_anything_may_be_typed(client, content, typed):
    answer = client.get(URL, {"q": typed})
    assert answer.status_code == 200
    assert sum(len(group["suggestions"]) for group in answer.json()["groupes"]) <= 8


@pytest.mark.parametrize(
    ("parameters", "refused"),
    [
        ({"dans": "//exemple.fr/"}, "dans"),
        ({"dans": "https://exemple.fr/"}, "dans"),
        ({"dans": "javascript:alert(1)"}, "dans"),
        ({"dans": "/a/?b"}, "dans"),
        ({"dans": "/" + "a" * 300 + "/"}, "dans"),
        ({"type": "inconnu"}, "type"),
        ({"theme": "inconnu"}, "theme"),
    ],
)
def test_a_parameter_that_means_nothing_is_refused_by_its_name(client, content, parameters, refused):
    answer = client.get(URL, {"q": "eau", **parameters})
    assert answer.status_code == 400
    assert list(answer.json()["parametres"]) == [refused]


def test_it_is_read_only_public_and_kept_by_the_page_cache(client, content, monkeypatch):
    monkeypatch.setattr(page_cache, "pages", Memory(1_000_000))
    answer = client.get(URL, {"q": "eau", **LIBRARY}, headers={"host": "localhost"})
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert answer["Content-Type"] == "application/json"
    assert "Set-Cookie" not in answer
    assert len(page_cache.pages) == 1
    again = client.get(URL, {"q": "eau", **LIBRARY}, headers={"host": "localhost", "If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert client.post(URL).status_code == 405


def test_two_statements_at_most(client, content, django_assert_max_num_queries):
    ask(client, "char")
    for typed in ("eau", "fuit", "evr", "zzzz", "d’eau des"):
        with django_assert_max_num_queries(2):
            ask(client, typed, **LIBRARY)


def test_the_forms_of_the_site_ask_for_their_own_list(client, library):
    add_entries(fiche("Eau"))
    pages = {
        "/": "dans=%2Fbibliotheque%2F&amp;type=fiche&amp;type=charte",
        "/bibliotheque/": "dans=%2Fbibliotheque%2F&amp;type=fiche&amp;type=charte",
        "/recherche/": "dans=%2Frecherche%2F",
        "/collectivites/": "dans=%2Fcollectivites%2F&amp;type=fiche",
    }
    for address, asked in pages.items():
        page = client.get(address, headers={"host": "localhost"}).content.decode()
        assert f'data-suggestions="{URL}?{asked}' in page, address
        assert page.count("js/combobox") == 1
