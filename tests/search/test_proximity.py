"""Lists sorted by distance from a collectivité, for a reader and for a machine."""

import random
from itertools import pairwise
from math import acos, cos, radians, sin
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.core import page_cache
from cms.core.memory import Memory
from search.distances import in_words, kilometres
from tests.factories import ActorFactory, DepartmentFactory, LocalAuthorityFactory, UseCasePageFactory, publish
from tests.search.entries import add_entries, charter, fiche

pytestmark = pytest.mark.django_db

RENNES, NANTES, LYON = (48.11, -1.68), (47.22, -1.55), (45.76, 4.84)
API = "/api/v1/recherche/"
NEAR_RENNES = "/bibliotheque/?tri=proximite&pres-de=rennes"


@pytest.fixture
def rennes(library):
    return LocalAuthorityFactory(
        name="Ville de Rennes", slug="rennes", population=230_890, latitude=RENNES[0], longitude=RENNES[1]
    )


def read(client, address):
    response = client.get(address, headers={"host": "localhost"})
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def titles(page):
    return [title.get_text(strip=True) for title in page.select(".record h3")]


def texts(page, selector):
    return [" ".join(node.get_text(" ", strip=True).split()) for node in page.select(selector)]


def test_the_nearest_come_first_with_their_distance_and_what_has_no_place_last(client, rennes):
    add_entries(
        fiche("Sans lieu", date="2026-01-01"),
        fiche("Lyon", place=LYON, date="2025-01-01"),
        fiche("Rennes", place=RENNES, date="2020-01-01"),
        charter("Nantes", place=NANTES, date="2021-01-01"),
        fiche("Nantes encore", place=NANTES, date="2024-01-01"),
    )

    page = read(client, NEAR_RENNES)

    assert titles(page) == ["Rennes", "Nantes encore", "Nantes", "Lyon", "Sans lieu"]
    assert texts(page, ".record__who") == [
        "à moins de 1 km",
        *["à 99 km"] * 2,
        "à 560 km",
        "distance inconnue",
    ]
    assert texts(page, ".toolbar__near") == [
        "Distances à vol d’oiseau depuis Ville de Rennes (Haute-Garonne, Occitanie)."
    ]


def test_any_order_is_that_of_another_formula_and_pages_never_repeat(client, rennes):
    chance = random.Random(3)
    places = [(chance.uniform(42, 51), chance.uniform(-5, 8)) for _ in range(20)]
    documents = [
        fiche(f"F{n}", place=chance.choice([*places, None]), date=f"2024-01-{n % 28 + 1:02}") for n in range(75)
    ]
    add_entries(*documents)
    by_title = {document.title: document for document in documents}

    listed = [title for page in range(1, 9) for title in titles(read(client, f"{NEAR_RENNES}&page={page}"))]

    assert sorted(listed) == sorted(by_title)
    keys = [(cosine_distance(by_title[title].place), by_title[title].date) for title in listed]
    assert [key[0] for key in keys] == sorted(key[0] for key in keys)
    for (one, day), (other, next_day) in pairwise(keys):
        assert one != other or day >= next_day
    assert client.get(f"{NEAR_RENNES}&page=9").status_code == 404


def cosine_distance(place):
    """By the spherical law of cosines, to the metre; beyond any other when there is no place."""
    if place is None:
        return 1e9
    (latitude, longitude), (latitude2, longitude2) = [map(radians, point) for point in (RENNES, place)]
    cosine = sin(latitude) * sin(latitude2) + cos(latitude) * cos(latitude2) * cos(longitude - longitude2)
    return round(6371.0088 * acos(min(1, cosine)), 3)


def test_filters_words_and_pages_keep_the_place(client, rennes):
    add_entries(*(fiche(f"Eau {n}", place=NANTES, facets={"annee": ["2024"]}) for n in range(12)))

    page = read(client, f"{NEAR_RENNES}&annee=2024&q=eau")

    assert "pres-de=rennes" in page.select_one(".pagination a")["href"]
    assert all("pres-de=rennes" in chip["href"] for chip in page.select(".chips li:not(.chips__clear) a"))
    assert page.select_one('form[aria-label="Filtres"] input[name="pres-de"]')["value"] == "rennes"
    assert page.select_one('.search input[name="pres-de"]')["value"] == "rennes"
    toolbar = page.select_one(".toolbar form")
    assert [field["value"] for field in toolbar.select('[name="pres-de"]')] == [
        "Ville de Rennes (Haute-Garonne, Occitanie)"
    ]
    assert toolbar.select_one("option[selected]")["value"] == "proximite"
    assert page.select_one('meta[name="robots"]')["content"] == "noindex"


def test_a_name_is_understood_as_it_is_typed_and_its_homonyms_are_offered(client, rennes):
    add_entries(fiche("Nantes", place=NANTES), fiche("Lyon", place=LYON))
    LocalAuthorityFactory(
        name="Rennes-les-Bains", slug="rennes-les-bains", population=240, latitude=42.9, longitude=2.3
    )

    page = read(client, "/bibliotheque/?tri=proximite&pres-de=ville de RENNES")

    assert titles(page) == ["Nantes", "Lyon"]
    herault = DepartmentFactory(code="34", name="Hérault")
    LocalAuthorityFactory(
        name="Ville de Rennes", slug="autre-rennes", population=12, latitude=45.0, longitude=4.0, department=herault
    )
    page = read(client, "/bibliotheque/?tri=proximite&pres-de=Ville de Rennes")
    assert texts(page, ".toolbar__near a") == ["Ville de Rennes (Hérault, Occitanie)"]
    assert page.select_one(".toolbar__near a")["href"] == "/bibliotheque/?tri=proximite&pres-de=autre-rennes"
    other = read(client, "/bibliotheque/?tri=proximite&pres-de=autre-rennes")
    assert titles(other) == ["Lyon", "Nantes"]
    typed = other.select_one("#pres-de")["value"]
    assert typed == "Ville de Rennes (Hérault, Occitanie)"
    assert titles(read(client, "/bibliotheque/?" + urlencode({"tri": "proximite", "pres-de": typed}))) == [
        "Lyon",
        "Nantes",
    ]
    unsure = read(client, "/bibliotheque/?tri=proximite&pres-de=rennes les")
    assert texts(unsure, ".toolbar__near a") == ["Rennes-les-Bains (Haute-Garonne, Occitanie)"]
    assert "collectivité inconnue" in unsure.select_one(".notice").get_text()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("tri=proximite", "indiquez une collectivité"),
        ("tri=proximite&pres-de=", "indiquez une collectivité"),
        ("tri=proximite&pres-de=atlantide", "collectivité inconnue («\u00a0atlantide\u00a0»)"),
        ("pres-de=atlantide", "collectivité inconnue"),
        ("tri=proximite&pres-de=region", "le registre ne dit pas où est Région"),
        ("tri=proximite&pres-de=%00", "indiquez une collectivité"),
        ("tri=proximite&pres-de=" + "a" * 5000, "collectivité inconnue"),
        ("tri=proximite&pres-de=<script>alert(1)</script>", "collectivité inconnue"),
        ("tri=proximite&pres-de=%25", "collectivité inconnue"),
        ("tri=proximite&pres-de=|", "collectivité inconnue"),
    ],
)
def test_a_place_that_means_nothing_is_said_on_the_page_and_refused_by_the_api(client, rennes, query, said):
    LocalAuthorityFactory(name="Région", slug="region")
    add_entries(fiche("Vieille", date="2020-01-01", place=RENNES), fiche("Neuve", date="2025-01-01", place=LYON))

    page = read(client, f"/bibliotheque/?{query}")

    assert said in page.select_one(".notice").get_text()
    assert titles(page) == ["Neuve", "Vieille"]
    assert "<script>alert" not in str(page)
    assert bool(page.select_one("#pres-de")) == ("tri=" in query)
    answer = client.get(f"{API}?{query}")
    assert answer.status_code == 400
    assert list(answer.json()["parametres"]) == ["pres-de"]
    assert said in answer.json()["parametres"]["pres-de"][0]


def test_the_api_gives_the_distance_in_kilometres(client, rennes):
    add_entries(fiche("Lyon", place=LYON), fiche("Nantes", place=NANTES), fiche("Sans lieu"))

    answer = client.get(f"{API}?tri=proximite&pres-de=rennes").json()

    assert [(row["titre"], row["distance_km"]) for row in answer["resultats"]] == [
        ("Nantes", 99.4),
        ("Lyon", 559.5),
        ("Sans lieu", None),
    ]
    assert "distance_km" not in client.get(API).json()["resultats"][0]


def test_the_place_of_each_content_is_that_of_its_collectivite_as_it_is_now(client, library, rennes):
    lyon = LocalAuthorityFactory(name="Lyon", slug="lyon", latitude=LYON[0], longitude=LYON[1])
    actor, shared = ActorFactory(name="Local"), ActorFactory(name="Partout")
    for authority, actors in ((lyon, [actor, shared]), (rennes, [shared])):
        page = UseCasePageFactory(parent=library, title=f"Fiche de {authority.name}", authority=authority)
        page.partners = [page.partners.model(name=used.name, actor=used) for used in actors]
        publish(page)

    listed = read(client, "/recherche/?tri=proximite&pres-de=rennes")

    assert dict(zip(titles(listed), texts(listed, ".record__who"), strict=True)) == {
        "Fiche de Ville de Rennes": "Ville de Rennes, Haute-Garonne · à moins de 1 km",
        "Fiche de Lyon": "Lyon, Haute-Garonne · à 560 km",
        "Local": "Lyon · à 560 km",
        "Partout": "Lyon, Ville de Rennes · distance inconnue",
    }
    lyon.latitude, lyon.longitude = NANTES
    lyon.save()
    assert "à 99 km" in texts(read(client, NEAR_RENNES), ".record__who")[1]


@pytest.mark.parametrize(
    "address", [NEAR_RENNES, "/recherche/?tri=proximite&pres-de=Ville de Rennes", f"{API}{NEAR_RENNES[14:]}"]
)
def test_it_costs_at_most_twelve_queries_none_twice(client, rennes, monkeypatch, address):
    add_entries(*(fiche(f"F{n}", place=(45 + n / 100, 1.0)) for n in range(30)))
    client.get(address)
    monkeypatch.setattr(page_cache, "pages", Memory(10_000_000))  # the page is made again

    with CaptureQueriesContext(connection) as queries:
        client.get(address)

    statements = [query["sql"] for query in queries]
    assert len(statements) <= 12, "\n".join(statements)
    assert len(set(statements)) == len(statements), "\n".join(statements)


def test_it_is_not_offered_where_nothing_has_a_place(client, rennes):
    assert {option["value"] for option in read(client, "/recherche/?q=a").select("#tri option")} == set()
    add_entries(fiche("A", place=LYON), fiche("B"))
    assert "proximite" in {option["value"] for option in read(client, "/recherche/").select("#tri option")}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((0, 0), (0, 0), 0),
        ((0, 0), (0, 180), 20015.1),
        ((90, 0), (-90, 0), 20015.1),
        ((48.8566, 2.3522), (-20.8789, 55.4481), 9390),
        ((0, 179.9), (0, -179.9), 22.2),
    ],
)
def test_distances_hold_at_the_ends_of_the_earth(one, other, expected):
    assert kilometres(one, other) == pytest.approx(expected, rel=0.005, abs=0.1)


def test_a_distance_is_said_in_whole_kilometres():
    assert [in_words(value) for value in (0, 0.99, 1.4, 12.5, 9390.2, None)] == [
        "à moins de 1\u00a0km",
        "à moins de 1\u00a0km",
        "à 1\u00a0km",
        "à 12\u00a0km",
        "à 9\u00a0390\u00a0km",
        "distance inconnue",
    ]
