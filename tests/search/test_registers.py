"""Facets whose table is a register: 36 000 collectivités must cost a listing nothing."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from cms.core import content_version
from cms.core.content_version import current_version
from cms.taxonomy.models import Tag
from cms.territories.models import LocalAuthority
from search.catalogue import catalogue
from search.listing import build_listing
from tests.factories import AuthorityTypeFactory, LocalAuthorityFactory
from tests.search.entries import add_entries, fiche

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    """Many authorities and keywords, of which one of each is in a public entry."""
    kind = AuthorityTypeFactory()
    LocalAuthority.objects.bulk_create(
        LocalAuthority(name=f"Commune {n}", slug=f"commune-{n}", authority_type=kind) for n in range(3_000)
    )
    Tag.objects.bulk_create(Tag(name=f"mot {n}", slug=f"mot-{n}") for n in range(3_000))
    add_entries(fiche("Eau", facets={"collectivite": ["commune-7"], "tag": ["mot-7"]}))


def listing(query: str):
    return build_listing(RequestFactory().get(f"/recherche/?{query}"), base={})


def test_only_the_values_of_public_entries_are_read(register):
    vocabularies = catalogue(current_version()).vocabularies
    assert vocabularies["collectivite"].labels == {"commune-7": "Commune 7"}
    assert vocabularies["tag"].labels == {"mot-7": "mot 7"}


def test_a_value_that_exists_without_result_is_known_and_an_invented_one_is_not(register):
    known = listing("collectivite=commune-8")
    assert (known.total, known.notices) == (0, [])
    assert known.chips[0].label == "Collectivité\u00a0: Commune 8"
    assert listing("collectivite=atlantide").notices == [
        "Collectivité\u00a0: valeur inconnue («\u00a0atlantide\u00a0»). Ce critère est ignoré."
    ]
    assert listing("tag=mot-9&tag=mot-7").total == 1


def test_values_asked_for_are_forgotten_after_the_answer(register):
    listing("&".join(f"collectivite=commune-{n}" for n in range(500)))
    assert len(catalogue(current_version()).vocabularies["collectivite"].labels) == 1


def test_asking_for_many_values_costs_one_statement_a_register(register, django_assert_max_num_queries):
    listing("")
    query = "&".join(f"collectivite=commune-{n}&tag=mot-{n}" for n in range(400))
    with django_assert_max_num_queries(6):
        assert listing(query).total == 1


def test_a_new_version_costs_few_statements_whatever_the_size_of_the_registers(register):
    content_version.renew()
    with CaptureQueriesContext(connection) as queries:
        listing("")
    statements = [query["sql"] for query in queries]
    assert len(set(statements)) == len(statements)
    assert all("LIMIT" in sql or "IN (" in sql for sql in statements if 'FROM "territories_localauthority"' in sql)
    assert len(statements) <= 30


def test_a_renamed_authority_is_read_at_the_next_request(register):
    LocalAuthorityFactory(slug="brest", name="Brest")
    assert listing("collectivite=brest").chips[0].label.endswith("Brest")
    authority = LocalAuthority.objects.get(slug="commune-7")
    authority.name = "Ville de Rennes"
    authority.save()
    assert listing("collectivite=commune-7").chips[0].label.endswith("Ville de Rennes")
