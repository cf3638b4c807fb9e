"""What a visitor reads about a collectivité, and the list that leads to it."""

import csv
import io
import json

import pytest
from bs4 import BeautifulSoup
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cms.territories.models import LocalAuthority
from library_pages.models import AssociatedAuthority
from tests.factories import (
    AuthorityTypeFactory,
    CharterIndexPageFactory,
    CharterPageFactory,
    DepartmentFactory,
    LocalAuthorityFactory,
    RegionFactory,
    UseCasePageFactory,
    publish,
)

RENNES = "/collectivites/rennes/"


@pytest.fixture
def rennes(db):
    bretagne = RegionFactory(code="53", name="Bretagne", slug="bretagne")
    return LocalAuthorityFactory(
        name="Ville de Rennes",
        official_name="Rennes",
        slug="rennes",
        cog_code="35238",
        siren="213502388",
        population=230890,
        population_source="@etalab/decoupage-administratif 6.0.0",
        website="https://metropole.rennes.fr/",
        latitude=48.11,
        longitude=-1.68,
        department=DepartmentFactory(code="35", name="Ille-et-Vilaine", region=bretagne),
    )


@pytest.fixture
def fiche(library, rennes):
    return UseCasePageFactory(parent=library, title="Trier les déchets", slug="dechets", authority=rennes)


def read(client, address=RENNES):
    response = client.get(address, headers={"host": "localhost"})
    return BeautifulSoup(response.content, "html.parser")


def texts(page, selector):
    return [" ".join(node.get_text(" ", strip=True).split()) for node in page.select(selector)]


def test_a_visitor_reads_who_the_authority_is_and_where_each_figure_comes_from(client, fiche):
    page = read(client)

    facts = dict(zip(texts(page, ".facts dt"), texts(page, ".facts dd"), strict=True))
    assert texts(page, "h1") == ["Ville de Rennes"]
    assert facts["Nom officiel"] == "Rennes"
    assert facts["Code officiel géographique"] == "35238"
    assert facts["SIREN"] == "213502388"
    assert facts["Population"] == "230 890 habitants"
    assert facts["Source de la population"] == "@etalab/decoupage-administratif 6.0.0"
    assert facts["Site internet"] == "https://metropole.rennes.fr/"
    assert "Ille-et-Vilaine, Bretagne" in texts(page, ".lede")
    assert len(page.select("figure.map circle")) == 1


def test_its_fiches_and_its_charters_are_listed_under_tabs_with_their_counts(client, home, fiche, rennes):
    charters = CharterIndexPageFactory(parent=home)
    CharterPageFactory(parent=charters, title="Charte de la donnée", authorities=[rennes])

    page = read(client)

    assert texts(page, ".tabs a") == ["Tout 2", "Fiches 1", "Chartes et stratégies 1"]
    assert set(texts(page, ".record h3")) == {"Trier les déchets", "Charte de la donnée"}
    assert texts(read(client, f"{RENNES}?type=charte"), ".record h3") == ["Charte de la donnée"]


def test_an_authority_that_is_only_associated_has_its_page_too(client, library, rennes):
    page = UseCasePageFactory(parent=library, title="Projet commun")
    page.associated_authorities = [AssociatedAuthority(authority=rennes)]
    publish(page)

    assert texts(read(client), ".record h3") == ["Projet commun"]


def test_an_authority_without_public_content_has_no_page(client, library, rennes):
    UseCasePageFactory(parent=library, authority=rennes, live=False)

    for address in (RENNES, f"{RENNES}filtres/", f"{RENNES}flux/", "/collectivites/inconnue/"):
        assert client.get(address).status_code == 404, address


def test_a_withdrawn_fiche_takes_the_page_away(client, fiche):
    assert client.get(RENNES).status_code == 200

    fiche.unpublish()

    assert client.get(RENNES).status_code == 404


def test_a_replaced_authority_without_content_leads_to_its_successor(client, fiche, rennes):
    former = LocalAuthorityFactory(name="Ancienne commune", slug="ancienne", replaced_by=rennes)

    assert client.get("/collectivites/ancienne/").url == RENNES
    rennes.replaced_by = former
    rennes.save()
    assert client.get(RENNES).status_code == 200
    fiche.unpublish()
    assert client.get("/collectivites/ancienne/").status_code == 404


def test_a_replaced_authority_that_still_has_content_names_its_successor(client, library, fiche, rennes):
    former = LocalAuthorityFactory(name="Ancienne commune", slug="ancienne", replaced_by=rennes)
    UseCasePageFactory(parent=library, authority=former)

    page = read(client, "/collectivites/ancienne/")

    assert page.select_one(f'.facts a[href="{RENNES}"]').get_text() == "Ville de Rennes"


def test_a_fiche_leads_to_the_pages_of_its_authorities(client, fiche):
    page = read(client, "/bibliotheque/dechets/")

    assert page.select_one(f'aside a[href="{RENNES}"]').get_text() == "Ville de Rennes"


def test_search_engines_are_told_of_an_organisation_and_its_codes(client, fiche):
    blocks = [json.loads(block.string) for block in read(client).select('script[type="application/ld+json"]')]

    organisation = next(block for block in blocks if block["@type"] == "GovernmentOrganization")
    assert organisation["name"] == "Ville de Rennes"
    assert {code["propertyID"]: code["value"] for code in organisation["identifier"]} == {
        "SIREN": "213502388",
        "COG": "35238",
    }


def test_what_is_typed_in_the_register_is_text_and_never_markup(client, fiche, rennes):
    rennes.name = rennes.official_name = "</script><script>alert(1)</script>"
    rennes.save()

    for address in (RENNES, "/collectivites/"):
        assert "<script>alert(1)" not in client.get(address).content.decode()


def test_the_list_gives_the_documented_authorities_by_region(client, library, fiche):
    LocalAuthorityFactory(name="Sans contenu")
    abroad = AuthorityTypeFactory(slug="ville-francophone", group="autres")
    montreal = LocalAuthorityFactory(name="Montréal", authority_type=abroad, country="CA", department=None, region=None)
    UseCasePageFactory(parent=library, authority=montreal)
    UseCasePageFactory(parent=library, authority=LocalAuthorityFactory(name="Sicoval"))

    page = read(client, "/collectivites/")

    assert texts(page, ".territories strong") == ["Bretagne", "Occitanie", "Hors de France"]
    assert texts(page, ".territories a") == ["Ville de Rennes", "Sicoval", "Montréal"]
    assert texts(page, ".toolbar h2") == ["3 collectivités"]


def test_the_list_is_searched_by_name_and_code(client, library, fiche):
    UseCasePageFactory(parent=library)

    for words in ("RENNES", "35238"):
        assert texts(read(client, f"/collectivites/?q={words}"), ".territories a") == ["Ville de Rennes"]
    nothing = read(client, "/collectivites/?q=atlantide")
    assert texts(nothing, ".toolbar h2") == ["Aucune collectivité trouvée"]
    assert nothing.select_one('meta[name="robots"]')["content"] == "noindex"


def test_a_long_list_has_pages(client, library, fiche):
    with transaction.atomic():
        for _ in range(60):
            UseCasePageFactory(parent=library, authority=LocalAuthorityFactory())

    assert len(texts(read(client, "/collectivites/"), ".territories a")) == 60
    assert len(texts(read(client, "/collectivites/?page=2"), ".territories a")) == 1
    for wrong in ("3", "0", "x"):
        assert client.get(f"/collectivites/?page={wrong}").status_code == 404


def test_the_open_data_holds_the_documented_authorities_and_its_licence(client, fiche):
    LocalAuthorityFactory(name="Sans contenu")

    response = client.get("/collectivites.csv")

    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert [(row["nom"], row["code_cog"], row["region"], row["contenus"]) for row in rows] == [
        ("Ville de Rennes", "35238", "53", "1")
    ]
    assert rows[0]["page"] == RENNES
    assert 'rel="license"' in response["Link"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_name_is_no_formula_in_a_spreadsheet(client, fiche, rennes, start):
    LocalAuthority.objects.filter(pk=rennes.pk).update(name=f"{start}1+1")

    rows = csv.DictReader(io.StringIO(client.get("/collectivites.csv").content.decode()))

    assert next(rows)["nom"] == f"'{start}1+1"


@pytest.mark.parametrize("address", [RENNES, f"{RENNES}?type=fiche", "/collectivites/", "/collectivites.csv"])
def test_a_page_costs_at_most_twelve_queries_none_twice_and_writes_nothing(client, fiche, address):
    client.get(address)

    with CaptureQueriesContext(connection) as queries:
        client.get(address)

    statements = [query["sql"] for query in queries]
    assert len(statements) <= 12, "\n".join(statements)
    assert len(set(statements)) == len(statements)
    assert all(statement.lstrip("(").startswith("SELECT") for statement in statements)


def test_the_plan_and_the_sitemap_hold_each_page(client, fiche):
    for address in ("/plan-du-site/", "/sitemap.xml"):
        assert RENNES in client.get(address).content.decode(), address
