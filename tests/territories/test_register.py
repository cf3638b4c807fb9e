"""Editors find, read and correct collectivités."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from cms.territories.models import LocalAuthority
from tests.factories import (
    AuthorityTypeFactory,
    DepartmentFactory,
    LocalAuthorityFactory,
    RegionFactory,
    UseCasePageFactory,
)

LIST = "collectivites_modeladmin_index"
CREATE = "collectivites_modeladmin_create"
EDIT = "collectivites_modeladmin_edit"
INSPECT = "collectivites_modeladmin_inspect"
DELETE = "collectivites_modeladmin_delete"


@pytest.fixture
def register(db):
    """A town, its métropole, an agglomération with an alias, a city abroad."""
    metropole = AuthorityTypeFactory(slug="metropole", group="intercommunalites")
    agglomeration = AuthorityTypeFactory(slug="communaute-d-agglomeration", group="intercommunalites")
    abroad = AuthorityTypeFactory(slug="ville-francophone", group="autres")
    ille_et_vilaine = DepartmentFactory(
        code="35", name="Ille-et-Vilaine", region=RegionFactory(code="53", name="Bretagne", slug="bretagne")
    )
    rennes = {"department": ille_et_vilaine}
    LocalAuthorityFactory(name="Ville de Rennes", cog_code="35238", siren="213502388", **rennes)
    LocalAuthorityFactory(name="Rennes Métropole", authority_type=metropole, siren="243500139", **rennes)
    LocalAuthorityFactory(
        name="Communauté d’agglomération du Sicoval", authority_type=agglomeration, siren="243100633", aliases="Sicoval"
    )
    LocalAuthorityFactory(name="Montréal", authority_type=abroad, country="CA", department=None, region=None)


def listed(client, **query):
    page = BeautifulSoup(client.get(reverse(LIST), query).content, "html.parser")
    return [row.select_one("td .title-wrapper").get_text(strip=True) for row in page.select("tbody tr")]


def form_data(**changes):
    return {
        "name": "Ville de Plaisir",
        "slug": "plaisir",
        "authority_type": AuthorityTypeFactory().pk,
        "country": "FR",
        "cog_code": "78490",
        "siren": "217804905",
        **changes,
    }


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("sicoval", "Communauté d’agglomération du Sicoval"),
        ("243100633", "Communauté d’agglomération du Sicoval"),
        ("35238", "Ville de Rennes"),
        ("metropole rennes", "Rennes Métropole"),
        ("MONTREAL", "Montréal"),
    ],
)
def test_the_list_and_the_chooser_find_by_name_alias_and_code(redaction, register, query, name):
    chooser = redaction.get(reverse("collectivites_chooser:choose_results"), {"q": query})
    chosen = BeautifulSoup(chooser.content, "html.parser").select("tbody tr")

    assert [row.select_one("a").get_text(strip=True) for row in chosen] == [name]
    assert listed(redaction, q=query) == [name]


def test_the_chooser_tells_a_town_from_its_metropole(redaction, register):
    response = redaction.get(reverse("collectivites_chooser:choose_results"), {"q": "rennes"})

    rows = BeautifulSoup(response.content, "html.parser").select("tbody tr")
    assert [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in rows] == [
        ["Rennes Métropole", "Metropole", "Ille-et-Vilaine, Bretagne", "243500139"],
        ["Ville de Rennes", "Commune", "Ille-et-Vilaine, Bretagne", "35238"],
    ]


def test_nothing_found_is_said(redaction, register):
    response = redaction.get(reverse("collectivites_chooser:choose_results"), {"q": "atlantide"})

    assert response.status_code == 200
    assert BeautifulSoup(response.content, "html.parser").select("tbody tr") == []


def test_the_list_is_filtered_by_type_region_and_country(redaction, register):
    bretagne = LocalAuthority.objects.get(name="Ville de Rennes").region

    assert len(listed(redaction)) == 4
    assert len(listed(redaction, region__id__exact=bretagne.pk)) == 2
    assert len(listed(redaction, country="CA")) == 1
    metropole = LocalAuthority.objects.get(name="Rennes Métropole").authority_type
    assert len(listed(redaction, authority_type__id__exact=metropole.pk)) == 1


def test_a_collectivite_is_inspected_in_french(redaction, register):
    rennes = LocalAuthority.objects.get(name="Ville de Rennes")

    text = redaction.get(reverse(INSPECT, args=(rennes.pk,))).content.decode()

    assert "213502388" in text
    assert "code COG" in text
    assert "Bretagne" in text


def test_an_editor_adds_a_collectivite(redaction):
    response = redaction.post(reverse(CREATE), form_data())

    assert response.status_code == 302
    assert LocalAuthority.objects.get(slug="plaisir").code == "78490"


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"siren": "217804906"}, "siren", "clé de contrôle"),
        ({"siren": "12"}, "siren", "neuf chiffres"),
        ({"cog_code": "", "siren": ""}, "cog_code", "au moins un code"),
        ({"country": "CA"}, "country", "ni code COG ni SIREN"),
        ({"cog_code": "ABC"}, "cog_code", "de deux à cinq caractères"),
    ],
)
def test_a_wrong_code_is_refused_with_its_reason(redaction, changes, field, message):
    response = redaction.post(reverse(CREATE), form_data(**changes))

    assert message in " ".join(response.context["form"].errors[field])
    assert not LocalAuthority.objects.exists()


def test_a_city_abroad_needs_no_code(redaction):
    abroad = AuthorityTypeFactory(slug="ville-francophone", group="autres")

    redaction.post(
        reverse(CREATE),
        form_data(name="Namur", slug="namur", authority_type=abroad.pk, country="BE", cog_code="", siren=""),
    )

    assert LocalAuthority.objects.get(slug="namur").country == "BE"


def test_a_collectivite_that_runs_a_project_is_not_deleted(redaction, library):
    page = UseCasePageFactory(parent=library)

    response = redaction.post(reverse(DELETE, args=(page.authority.pk,)), follow=True)

    assert "est utilisé par un contenu" in response.content.decode()
    assert LocalAuthority.objects.filter(pk=page.authority.pk).exists()


def test_a_collectivite_that_nothing_uses_is_deleted(redaction):
    authority = LocalAuthorityFactory()

    redaction.post(reverse(DELETE, args=(authority.pk,)))

    assert not LocalAuthority.objects.exists()


def test_the_slug_of_a_collectivite_never_changes(redaction):
    authority = LocalAuthorityFactory(slug="plaisir")

    redaction.post(reverse(EDIT, args=(authority.pk,)), form_data(name="Plaisir", slug="autre"))

    authority.refresh_from_db()
    assert (authority.name, authority.slug) == ("Plaisir", "plaisir")
