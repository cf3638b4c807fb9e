"""« Des collectivités comme la mienne »: which fiches come first, and the reasons that are given."""

import json
import random
from pathlib import Path
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

import cms.taxonomy
import cms.territories
import library_pages
from cms.taxonomy.models import AuthorityType
from cms.territories.population import POPULATION, bracket_slugs
from library_pages.models import AssociatedAuthority
from search.twins import LADDER
from tests.factories import (
    AuthorityTypeFactory,
    LocalAuthorityFactory,
    ThemeFactory,
    UseCasePageFactory,
    publish,
)
from tests.search.entries import add_entries, fiche

pytestmark = pytest.mark.django_db

GROUPS = {
    "commune": "communes",
    "communaute-de-communes": "intercommunalites",
    "communaute-d-agglomeration": "intercommunalites",
    "communaute-urbaine": "intercommunalites",
    "metropole": "intercommunalites",
    "metropole-de-lyon": "intercommunalites",
    "etablissement-public-territorial": "intercommunalites",
    "departement": "departements",
    "region": "regions",
    "syndicat": "autres",
    "ville-francophone": "autres",
}
RUNGS = {"communaute-de-communes": 0, "communaute-d-agglomeration": 1, "communaute-urbaine": 2, "metropole": 3}
ASKING = "/collectivites/pays-de-la-riviere/jumelles/"


@pytest.fixture
def types(db):
    return {slug: AuthorityTypeFactory(slug=slug, group=group) for slug, group in GROUPS.items()}


@pytest.fixture
def asking(types, library):
    """A communauté de communes of 28 000 inhabitants that has published nothing."""
    return authority(types, "Pays de la Rivière", "communaute-de-communes", 28_000)


def authority(types, name, kind, population):
    slug = name.lower().replace(" ", "-").replace("è", "e")
    return LocalAuthorityFactory(name=name, slug=slug, authority_type=types[kind], population=population)


def read(client, address):
    response = client.get(address, headers={"host": "localhost"})
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def shown(client, address=ASKING):
    """Title to reasons, in the order of the page."""
    return {
        record.select_one("h3").get_text(strip=True): reasons_of(record)
        for record in read(client, address).select(".record")
    }


def reasons_of(record):
    why = record.select_one(".record__why")
    words = why.get_text(strip=True)
    return [reason.replace("\u202f", " ").replace("\u00a0", " ") for reason in words.split("\u00a0· ")]


def entry(title, kind, population=None, **values):
    facets = {"type-collectivite": [kind, GROUPS[kind]], "population": bracket_slugs(population)}
    return fiche(title, facets={**facets, **values.pop("facets", {})}, **values)


def test_a_metropole_never_comes_before_the_fiche_of_a_communaute_de_communes(client, asking, types, library):
    water = ThemeFactory(slug="eau")
    small = authority(types, "Vallée", "communaute-de-communes", 180_000)
    UseCasePageFactory(parent=library, title="Fiche de CC", authority=small, theme=water)
    large = authority(types, "Grande Métropole", "metropole", 600_000)
    UseCasePageFactory(parent=library, title="Fiche de métropole", authority=large, theme=water)

    assert shown(client) == {
        "Fiche de CC": ["Même type : communaute de communes"],
        "Fiche de métropole": ["Même famille : intercommunalités"],
    }


def test_the_reasons_are_said_in_words_with_the_two_values_that_are_alike(client, asking, types, library):
    twin = authority(types, "Vallée", "communaute-de-communes", 21_000)
    UseCasePageFactory(parent=library, title="Jumelle", authority=twin)
    near = authority(types, "Bourg", "commune", 12_000)
    UseCasePageFactory(parent=library, title="Bourg voisin", authority=near)
    unknown = authority(types, "Plateau", "communaute-de-communes", None)
    UseCasePageFactory(parent=library, title="Sans population", authority=unknown)

    assert shown(client) == {
        "Jumelle": ["Même type : communaute de communes", "Population voisine : 20 000 à 50 000 habitants"],
        "Sans population": ["Même type : communaute de communes", "Population non communiquée"],
        "Bourg voisin": ["Population proche : 10 000 à 20 000 habitants"],
    }


def test_from_a_fiche_its_theme_then_its_means_decide_between_equals(client, asking, types, library):
    water, roads = ThemeFactory(slug="eau", label="Eau"), ThemeFactory(slug="routes")
    means = {"investment_cost": 45_000}
    UseCasePageFactory(parent=library, title="Origine", slug="origine", authority=asking, theme=water, **means)
    for title, theme, cost in (("Rien", roads, None), ("Moyens", roads, 30_000), ("Thème", water, 900_000)):
        own = authority(types, f"Pays {title}", "communaute-de-communes", 30_000)
        UseCasePageFactory(parent=library, title=title, authority=own, theme=theme, investment_cost=cost)

    found = shown(client, f"{ASKING}?fiche=origine")

    assert list(found) == ["Thème", "Moyens", "Rien"]
    assert found["Thème"][-1] == "Même thématique : eau"
    assert found["Moyens"][-1] == "Moyens voisins : investissement : moins de 50 000 €"
    page = read(client, "/bibliotheque/origine/")
    assert page.select_one(f'#jumelles a[href="{ASKING}?fiche=origine"]')
    assert {record.select_one("h3").get_text(strip=True) for record in page.select("#jumelles .record")} >= {"Moyens"}


def test_what_it_says_itself_and_what_cannot_be_compared_are_left_out(client, asking, types, library):
    own = UseCasePageFactory(parent=library, title="À elle", authority=asking)
    partner = UseCasePageFactory(parent=library, title="Avec elle", authority=authority(types, "A", "commune", 28_000))
    partner.associated_authorities = [AssociatedAuthority(authority=asking)]
    publish(partner)
    far = authority(types, "Région", "region", 2_000_000)
    UseCasePageFactory(parent=library, title="Trop loin", authority=far)
    UseCasePageFactory(parent=library, title="Retirée", authority=authority(types, "B", "commune", 28_000), live=False)

    page = read(client, ASKING)

    assert page.select(".record") == []
    assert "Aucune fiche" in page.select_one(".toolbar h2").get_text()
    assert own.live


def test_without_its_population_only_types_are_compared_and_the_page_says_so(client, types, library):
    authority(types, "Pays de la Rivière", "communaute-de-communes", None)
    add_entries(entry("CA", "communaute-d-agglomeration", 30_000), entry("Ville", "commune", 30_000))
    add_entries(entry("CC", "communaute-de-communes", 900))

    assert list(shown(client)) == ["CC", "CA"]
    assert "population non communiquée : seul le type est comparé" in text_of(read(client, ASKING))


def test_the_order_is_that_of_the_rule_written_again_in_plain_python(client, asking):
    chance = random.Random(5)
    populations = [None, 700, 2_500, 8_000, 15_000, 28_000, 70_000, 150_000, 300_000, 700_000, 3_000_000]
    days = [f"2024-{chance.randint(1, 12):02}-{n % 28 + 1:02}" for n in range(120)]
    rows = [(f"F{n}", chance.choice(sorted(GROUPS)), chance.choice(populations), day) for n, day in enumerate(days)]
    add_entries(*(entry(title, kind, population, date=day) for title, kind, population, day in rows))

    listed = [title for page in range(1, 30) for title in titles_of(client, page)]

    expected = sorted((row for row in rows if comparable(*row[1:3])), key=lambda row: row[3], reverse=True)
    expected.sort(key=lambda row: points(*row[1:3]))
    assert len(listed) == len(set(listed)) == len(expected)
    places = {title: (points(kind, population), day) for title, kind, population, day in rows}
    assert [places[title] for title in listed] == [(points(*row[1:3]), row[3]) for row in expected]


def bracket(population):
    return None if population is None else max(n for n, step in enumerate(POPULATION.steps) if population >= step.floor)


def comparable(kind, population):
    return GROUPS[kind] == "intercommunalites" or (population is not None and abs(bracket(population) - 4) <= 1)


def points(kind, population):
    """Of a fiche, for a communauté de communes of the fifth bracket."""
    rungs = {**RUNGS, "metropole-de-lyon": 3}
    if kind == "communaute-de-communes":
        of_type = 0
    elif kind in rungs:
        of_type = 1 + rungs[kind] ** 2
    else:
        of_type = 2 if GROUPS[kind] == "intercommunalites" else 4
    return of_type > 0, of_type + (3 if population is None else abs(bracket(population) - 4))


def titles_of(client, page):
    response = client.get(f"{ASKING}?page={page}", headers={"host": "localhost"})
    if response.status_code == 404:
        return []
    found = BeautifulSoup(response.content, "html.parser")
    return [title.get_text(strip=True) for title in found.select(".record h3")]


def test_the_same_facets_narrow_it_and_its_filters_have_a_page(client, asking, types, library):
    ThemeFactory(slug="eau", label="Eau")
    UseCasePageFactory(parent=library, title="Origine", slug="origine", authority=asking)
    add_entries(
        entry("Eau", "communaute-de-communes", 30_000, facets={"theme": ["eau"]}),
        entry("Autre", "communaute-de-communes", 30_000),
    )

    assert list(shown(client, f"{ASKING}?fiche=origine&theme=eau")) == ["Eau"]
    page = read(client, f"{ASKING}?fiche=origine&theme=eau")
    assert page.select_one(".chips a")["href"] == f"{ASKING}?fiche=origine"
    assert page.select_one('.facets input[name="theme"]')
    assert page.select_one('form[aria-label="Filtres"] input[name="fiche"]')["value"] == "origine"
    assert page.select_one(".facets__apply a")["href"] == f"{ASKING}filtres/?fiche=origine&theme=eau"
    filters = read(client, f"{ASKING}filtres/?fiche=origine")
    assert filters.select_one("form.filters")["action"] == ASKING
    assert filters.select_one('.filters input[name="fiche"]')["value"] == "origine"
    assert list(shown(client, f"{ASKING}?q=autre")) == ["Autre"]


def test_other_orders_are_offered_and_unknown_ones_said(client, asking):
    add_entries(entry("Zoo", "communaute-de-communes", 30_000), entry("Accueil", "communaute-d-agglomeration", 70_000))

    assert list(shown(client)) == ["Zoo", "Accueil"]
    assert list(shown(client, f"{ASKING}?tri=titre")) == ["Accueil", "Zoo"]
    options = {option["value"] for option in read(client, ASKING).select("#tri option")}
    assert {"jumelles", "recent", "titre"} <= options
    assert "valeur inconnue" in text_of(read(client, f"{ASKING}?tri=hasard"))
    assert "valeur inconnue" in text_of(read(client, "/bibliotheque/?tri=jumelles"))


@pytest.mark.parametrize("slug", ["absente", "%00", "a" * 300, "<script>alert(1)</script>", "%", "_", "origine/../x"])
def test_a_fiche_that_is_not_one_of_its_own_is_said_and_ignored(client, asking, slug):
    add_entries(entry("Autre", "communaute-de-communes", 30_000))

    page = read(client, f"{ASKING}?{urlencode({'fiche': slug})}")

    assert "ce critère est ignoré" in text_of(page)
    assert [title.get_text(strip=True) for title in page.select(".record h3")] == ["Autre"]
    assert "<script>alert" not in str(page)


def test_a_collectivite_that_is_not_in_the_register_has_no_page(client, asking):
    assert client.get("/collectivites/atlantide/jumelles/").status_code == 404
    assert client.get("/collectivites/atlantide/jumelles/filtres/").status_code == 404
    assert client.get(f"{ASKING}?page=2").status_code == 404


def test_it_is_found_from_its_name_even_when_it_has_published_nothing(client, asking, types, library):
    page = read(client, "/collectivites/?q=riviere")
    assert page.select_one(f'a[href="{ASKING}"]').get_text(strip=True) == "Pays de la Rivière"
    UseCasePageFactory(parent=library, authority=asking)
    assert not read(client, "/collectivites/?q=riviere").select(f'a[href="{ASKING}"]')
    assert read(client, "/collectivites/pays-de-la-riviere/").select_one(f'a[href="{ASKING}"]')


def test_a_change_of_population_is_seen_at_once(client, asking, types, library):
    town = authority(types, "Ville", "commune", 30_000)
    UseCasePageFactory(parent=library, title="Ville", authority=town)
    assert shown(client)["Ville"] == ["Population voisine : 20 000 à 50 000 habitants"]

    town.population = 60_000
    town.save()

    assert shown(client)["Ville"] == ["Population proche : 50 000 à 100 000 habitants"]


@pytest.mark.parametrize("address", [ASKING, f"{ASKING}?fiche=origine&theme=eau", f"{ASKING}filtres/"])
def test_a_page_costs_at_most_twelve_queries_none_twice_and_writes_nothing(client, asking, library, address):
    ThemeFactory(slug="eau")
    UseCasePageFactory(parent=library, slug="origine", authority=asking)
    add_entries(*(entry(f"F{n}", "communaute-de-communes", 30_000) for n in range(25)))
    client.get(address)

    with CaptureQueriesContext(connection) as queries:
        client.get(address)

    statements = [query["sql"] for query in queries]
    assert len(statements) <= 12, "\n".join(statements)
    assert len(set(statements)) == len(statements), "\n".join(statements)
    assert all(statement.lstrip("(").startswith("SELECT") for statement in statements)


def test_on_the_demonstration_communes_and_agglomerations_come_before_metropoles(client, asking):
    fiches = demo(library_pages, "fiches")
    register = {row["id"]: row for row in demo(cms.territories, "collectivites")}
    kinds = {}
    documents = []
    for row in fiches:
        bearer = register[row["collectivite"]]
        kinds[row["titre"]] = bearer["type"]
        documents.append(entry(row["titre"], bearer["type"], bearer["population"]))
    add_entries(*documents)

    order = [kinds[title] for page in range(1, 6) for title in titles_of(client, page)]

    metropoles = [place for place, kind in enumerate(order) if kind.startswith("metropole")]
    others = [place for place, kind in enumerate(order) if kind in ("commune", "communaute-d-agglomeration")]
    assert len(metropoles) >= 10
    assert len(others) >= 10
    assert max(others) < min(metropoles)
    assert order[0] == "communaute-d-agglomeration"


def demo(app, name):
    return json.loads(Path(app.__file__).with_name("demo").joinpath(f"{name}.json").read_text())["items"]


def text_of(page):
    return " ".join(page.get_text(" ").replace("\u00a0", " ").split())


def test_every_type_of_the_ladder_is_one_of_the_demonstration():
    assert set(LADDER) <= {row["slug"] for row in demo(cms.taxonomy, "types_collectivite")}
    assert set(GROUPS.values()) <= set(AuthorityType.Group.values)
