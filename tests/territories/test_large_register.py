"""The register stays quick to use with thousands of collectivités: two thousand here, thirty-six thousand in France."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.core.content_version import current_version
from cms.territories.models import LocalAuthority
from search.catalogue import catalogue
from tests.factories import AuthorityTypeFactory, LocalAuthorityFactory, UseCasePageFactory

SIZE = 2_000
LIST = "collectivites_modeladmin_index"
CHOOSE = "collectivites_chooser:choose"
RESULTS = "collectivites_chooser:choose_results"


@pytest.fixture
def register(db):
    """Two thousand communes named like one another."""
    kind = AuthorityTypeFactory()
    rows = [
        LocalAuthority(
            name=f"Saint-Martin-{number}",
            slug=f"saint-martin-{number}",
            cog_code=f"{number + 10000}",
            authority_type=kind,
        )
        for number in range(SIZE)
    ]
    for row in rows:
        row.search_text = row.searched()
    LocalAuthority.objects.bulk_create(rows)


@pytest.fixture
def rennes(register):
    """What a person who types « rennes » may mean, and what merely holds these letters."""
    for name, population in (
        ("Varennes", 900_000),
        ("Rennes-le-Château", 90),
        ("Ville de Rennes", 230_890),
        ("Rennes Métropole", 473_973),
        ("Rennes-en-Grenouilles", 110),
    ):
        official = name.removeprefix("Ville de ")
        LocalAuthorityFactory(name=name, official_name=official, population=population)


NEAREST = ["Ville de Rennes", "Rennes Métropole", "Rennes-en-Grenouilles", "Rennes-le-Château", "Varennes"]


def names(response):
    page = BeautifulSoup(response.content, "html.parser")
    return [row.select_one("td a").get_text(strip=True) for row in page.select("tbody tr")]


def counted(response):
    page = BeautifulSoup(response.content, "html.parser")
    return " ".join(page.select_one(".result-count").get_text().split())


def captured(client, address, **query):
    client.get(address, query)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address, query)
        if response.streaming:
            b"".join(response.streaming_content)
    return queries.captured_queries


@pytest.mark.parametrize(
    ("screen", "query"),
    [
        (LIST, {}),
        (LIST, {"q": "saint"}),
        (LIST, {"q": "rien"}),
        (LIST, {"authority_type__group__exact": "communes", "pays": "FR", "p": 3}),
        (LIST, {"o": "-4"}),
        (CHOOSE, {}),
        (RESULTS, {"q": "saint martin"}),
        (RESULTS, {"p": 50}),
        (LIST, {"export": "csv"}),
    ],
)
def test_a_screen_costs_at_most_thirteen_queries_and_never_reads_the_whole_register(redaction, register, screen, query):
    queries = captured(redaction, reverse(screen), **query)

    assert len(queries) <= 13, "\n".join(query["sql"] for query in queries)
    if "export" not in query:
        rows = [sql["sql"] for sql in queries if 'FROM "territories_localauthority"' in sql["sql"]]
        assert all("LIMIT" in sql or "COUNT(" in sql for sql in rows)


def test_the_list_opens_on_its_first_page_and_a_page_that_does_not_exist_is_the_first(redaction, register):
    everyone = sorted(LocalAuthority.objects.values_list("name", flat=True))

    assert names(redaction.get(reverse(LIST))) == everyone[:50]
    assert names(redaction.get(reverse(LIST), {"p": 2})) == everyone[50:100]
    assert names(redaction.get(reverse(LIST), {"p": 41})) == everyone[:50]


def test_asking_whether_a_collectivite_is_used_does_not_read_the_register(redaction, register, library):
    page = UseCasePageFactory(parent=library)

    queries = captured(redaction, reverse("collectivites_modeladmin_delete", args=(page.authority.pk,)))

    assert len(queries) <= 18  # one for each kind of row that may name a collectivité


def test_who_is_called_so_comes_first_then_whose_name_begins_so(redaction, rennes):
    assert names(redaction.get(reverse(RESULTS), {"q": "rennes"})) == NEAREST
    assert names(redaction.get(reverse(LIST), {"q": "Rennes"})) == NEAREST


def test_a_chosen_column_orders_what_is_found(redaction, rennes):
    assert names(redaction.get(reverse(LIST), {"q": "rennes", "o": "0"})) == sorted(NEAREST)


def test_a_code_leads_to_its_collectivite_alone(redaction, register):
    assert names(redaction.get(reverse(RESULTS), {"q": "10042"})) == ["Saint-Martin-42"]


def test_the_list_tells_how_many_are_found_and_filters_what_is_abroad(redaction, register):
    LocalAuthorityFactory(name="Namur", country="BE", department=None, region=None)

    abroad = redaction.get(reverse(LIST), {"pays": "etranger"})

    assert names(abroad) == ["Namur"]
    assert counted(abroad) == "1 collectivité"
    assert counted(redaction.get(reverse(LIST))) == "2 001 collectivités"
    assert len(names(redaction.get(reverse(LIST), {"pays": "FR"}))) == 50


def test_the_words_of_the_facets_are_those_of_public_content_only(register, library):
    page = UseCasePageFactory(parent=library)

    assert list(catalogue(current_version()).vocabularies["collectivite"].labels) == [page.authority.slug]


def test_the_filtered_register_is_exported_whole_and_no_cell_is_a_formula(redaction, register):
    LocalAuthorityFactory(name="=1+1", slug="formule", cog_code="99999", official_name="@Formule")

    response = redaction.get(reverse(LIST), {"export": "csv"})

    assert response.streaming
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert len(rows) == SIZE + 1
    formula = next(row for row in rows if row["Identifiant"] == "formule")
    assert (formula["Nom d’usage"], formula["Nom officiel"]) == ("'=1+1", "'@Formule")
    found = redaction.get(reverse(LIST), {"export": "csv", "q": "10042"})
    assert len(b"".join(found.streaming_content).decode().splitlines()) == 2
