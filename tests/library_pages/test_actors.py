"""What the public reads of the actors and solutions that fiches use."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms.taxonomy.models import HostingLocation
from home.models import HomePage
from library_pages.models import Actor, LibraryIndexPage, Partner
from tests.commits import run_pending
from tests.databases import shared_rows
from tests.factories import (
    ActorFactory,
    ActorNatureFactory,
    DepartmentFactory,
    LibraryIndexPageFactory,
    LocalAuthorityFactory,
    RegionFactory,
    SolutionFactory,
    ThemeFactory,
    publish,
)
from tests.library_pages.cartography import add_index_pages, fiche

HOST = {"host": "localhost"}


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    with shared_rows(django_db_blocker):
        used = build()
        run_pending()
        yield used


@pytest.fixture
def cartography(built, db):
    """Three actors: one used by two public fiches, one by a draft only, one by nothing."""
    return Actor.objects.get(pk=built.pk)


@pytest.fixture
def library(cartography):
    return LibraryIndexPage.objects.get()


def build():
    home = HomePage.objects.get()
    library = LibraryIndexPageFactory(parent=home)
    add_index_pages(home)
    bretagne = RegionFactory(code="53", name="Bretagne", slug="bretagne")
    rennes = LocalAuthorityFactory(name="Rennes", department=DepartmentFactory(code="35", region=bretagne))
    eau = ThemeFactory(slug="eau")
    used = ActorFactory(name="Purecontrol", slug="purecontrol", nature=ActorNatureFactory(slug="entreprise"))
    hidden = ActorFactory(name="Discret", slug="discret")
    ActorFactory(name="Inutile", slug="inutile")
    tool = SolutionFactory(name="Leakmited", slug="leakmited", publisher=used)
    fiche(library, slug="une", title="Première fiche", actors=[used, used], solutions=[tool], theme=eau)
    fiche(library, slug="deux", title="Deuxième fiche", actors=[used], authority=rennes)
    fiche(library, slug="brouillon", title="Fiche secrète", actors=[hidden, used], publish=False)
    return used


def text(client, address, **query):
    response = client.get(address, query, headers=HOST)
    assert response.status_code == 200, address
    return response.content.decode()


def listed(client, address, **query):
    page = BeautifulSoup(text(client, address, **query), "html.parser")
    return [link.get_text(strip=True) for link in page.select("ol.records h3 a")]


def counted(client):
    """Name of each actor of the list to what its card counts."""
    page = BeautifulSoup(text(client, "/acteurs/"), "html.parser")
    return {
        record.h3.get_text(strip=True): record.select_one(".record__side").get_text(strip=True)
        for record in page.select(".record")
    }


def test_the_list_holds_the_actors_that_a_public_fiche_uses_and_counts_their_fiches(client, cartography):
    assert counted(client) == {"Purecontrol": "2 fiches"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "purecontrol"}, True),
        ({"q": "discret"}, False),
        ({"nature-acteur": "entreprise"}, True),
        ({"theme": "eau"}, True),
        ({"region": "bretagne"}, True),
        ({"region": "occitanie"}, True),
    ],
)
def test_actors_are_searched_and_filtered_by_what_their_fiches_say(client, cartography, query, found):
    assert (listed(client, "/acteurs/", **query) == ["Purecontrol"]) is found


def test_the_number_of_fiches_is_that_of_the_list_it_links_to(client, cartography):
    page = BeautifulSoup(text(client, "/acteurs/purecontrol/"), "html.parser")
    address, query = page.select_one("#fiches a.link-more")["href"].split("?")

    assert page.select_one("#fiches-t").get_text() == "2 fiches"
    assert set(listed(client, f"{address}?{query}")) == {"Première fiche", "Deuxième fiche"}
    for link in page.select("#regions a"):
        path, _, narrowed = link["href"].partition("?")
        counted = int(link.parent.get_text().partition(":")[2].split()[0])
        assert len(listed(client, f"{path}?{narrowed}")) == counted == 1


def test_an_actor_page_says_where_it_is_used_and_what_nobody_communicated(client, cartography):
    page = BeautifulSoup(text(client, "/acteurs/purecontrol/"), "html.parser")

    assert {use["href"].partition("#")[2] for use in page.select("svg .used")} == {
        "region-bretagne",
        "region-occitanie",
    }
    facts = {row.dt.get_text(): row.dd.get_text(strip=True) for row in page.select(".facts dl > div")}
    assert facts["Nature"] == "Entreprise"
    assert facts["SIREN"] == "non communiqué"
    assert [link["href"] for link in page.select(".facts a")] == ["/solutions/leakmited/"]
    assert [step.get_text(strip=True) for step in page.select(".breadcrumb li")] == [
        "Accueil",
        "Acteurs",
        "Purecontrol",
    ]
    assert page.select_one("link[rel=canonical]")["href"] == "http://localhost/acteurs/purecontrol/"


def test_a_solution_page_says_its_publisher_and_its_hosting(client, cartography):
    tool = cartography.solutions.get()
    tool.hosting = HostingLocation.objects.create(slug="france", label="France")
    tool.save()

    page = BeautifulSoup(text(client, "/solutions/leakmited/"), "html.parser")

    facts = {row.dt.get_text(): row.dd.get_text(strip=True) for row in page.select(".facts dl > div")}
    assert facts["Éditeur"] == "Purecontrol"
    assert facts["Hébergement"] == "France"
    assert facts["SecNumCloud"] == "non communiqué"
    assert '"@type": "SoftwareApplication"' in str(page)


@pytest.mark.parametrize("slug", ["discret", "inutile", "inconnu"])
def test_an_actor_that_no_public_fiche_uses_has_no_page(client, cartography, slug):
    assert client.get(f"/acteurs/{slug}/", headers=HOST).status_code == 404
    assert client.get("/acteurs/purecontrol/autre/", headers=HOST).status_code == 404


def test_a_draft_or_a_restricted_fiche_leaks_neither_its_title_nor_a_count(client, library, cartography):
    restricted = fiche(library, slug="reservee", title="Fiche réservée", actors=[cartography])
    assert counted(client) == {"Purecontrol": "3 fiches"}

    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)

    assert counted(client) == {"Purecontrol": "2 fiches"}
    for address in (
        "/acteurs/",
        "/acteurs/purecontrol/",
        "/recherche/?q=purecontrol",
        "/bibliotheque/?acteur=purecontrol",
    ):
        shown = text(client, address)
        assert not any(word in shown for word in ("3 fiches", "Fiche réservée", "Fiche secrète", "Discret")), address


def test_an_actor_disappears_with_its_last_public_fiche_and_comes_back_with_it(client, library, cartography):
    only = fiche(library, slug="seule", actors=[ActorFactory(name="Éphémère", slug="ephemere")])
    for change, status in ((only.unpublish, 404), (lambda: publish(only), 200), (only.delete, 404)):
        only.refresh_from_db()
        change()

        assert client.get("/acteurs/ephemere/", headers=HOST).status_code == status
        assert ("Éphémère" in listed(client, "/acteurs/")) is (status == 200)


def test_restricting_the_whole_library_withdraws_every_actor(client, library, cartography):
    PageViewRestriction.objects.create(page=library, restriction_type=PageViewRestriction.LOGIN)

    assert listed(client, "/acteurs/") == []
    assert client.get("/acteurs/purecontrol/", headers=HOST).status_code == 404


def test_the_actor_that_a_fiche_leaves_loses_it(client, library, cartography):
    page = fiche(library, slug="changeante", actors=[cartography])
    other = ActorFactory(name="Successeur", slug="successeur")
    row = page.partners.get()
    row.actor = other
    page.partners = [row]
    publish(page)

    assert counted(client) == {"Purecontrol": "2 fiches", "Successeur": "1 fiche"}

    page.partners = [Partner(name="Sans acteur")]
    publish(page)

    assert counted(client) == {"Purecontrol": "2 fiches"}
    assert client.get("/acteurs/successeur/", headers=HOST).status_code == 404


def test_a_new_name_is_found_at_once_and_the_address_stays(client, cartography):
    cartography.name, cartography.aliases = "Nouveau nom", "Ancien nom"
    cartography.save()

    assert listed(client, "/acteurs/", q="ancien") == ["Nouveau nom"]
    assert "Nouveau nom" in text(client, "/acteurs/purecontrol/")
    assert set(listed(client, "/bibliotheque/", q="nouveau nom")) == {"Première fiche", "Deuxième fiche"}


def test_a_fiche_links_to_its_actors_in_the_words_of_its_source(client, cartography):
    page = BeautifulSoup(text(client, "/bibliotheque/une/"), "html.parser")

    links = {
        link["href"]: link.get_text(strip=True)
        for link in page.select("main a[href^='/acteurs/'], main a[href^='/solutions/']")
    }
    assert links == {"/acteurs/purecontrol/": "Purecontrol (selon la source)", "/solutions/leakmited/": "Leakmited"}


@pytest.mark.parametrize("address", ["/acteurs/", "/acteurs/purecontrol/", "/solutions/", "/solutions/leakmited/"])
def test_a_page_of_the_cartography_costs_at_most_twelve_queries_none_twice(client, cartography, address):
    text(client, address)

    with CaptureQueriesContext(connection) as queries:
        text(client, address)

    statements = [query["sql"] for query in queries]
    assert len(statements) <= 12, "\n".join(statements)
    assert len(set(statements)) == len(statements)
    assert all(statement.lstrip("(").startswith("SELECT") for statement in statements)
