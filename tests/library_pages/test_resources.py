"""The resources that territories share: what is known of them is shown, and what is not known is said."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.members.models import User
from home.models import HomePage
from library_pages.links.asking import Answer, Verdict
from library_pages.links.checking import record
from library_pages.models import ResourceIndexPage, ResourcePage, ResourceProducer, ResourceReuse
from tests.factories import ActorFactory, LocalAuthorityFactory
from tests.factories.resources import ResourceIndexPageFactory, ResourcePageFactory, ResourceTypeFactory
from tests.sign_in import sign_in

CUT = "https://jeudebat.com/jeux/lintelligence-ar..."


@pytest.fixture
def resources(home: HomePage) -> ResourceIndexPage:
    return ResourceIndexPageFactory(parent=home)


@pytest.fixture
def game(resources: ResourceIndexPage) -> ResourcePage:
    return ResourcePageFactory(
        parent=resources,
        title="La bataille de l’IA",
        link="https://www.batailledelia.org/",
        resource_type=ResourceTypeFactory(),
        producers=["Latitudes"],
        price="gratuit",
    )


def read(client: Client, address: str, **asked: Any) -> BeautifulSoup:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def facts(page: BeautifulSoup) -> dict[str, str]:
    return {dt.text: " ".join(dt.find_next("dd").text.split()) for dt in page.select(".facts dt")}


def test_a_card_says_what_it_knows_and_what_it_does_not(client: Client, game: ResourcePage) -> None:
    arras = LocalAuthorityFactory(name="Communauté urbaine d’Arras")
    game.reuses = [ResourceReuse(authority=arras)]
    game.not_disclosed = ["licence"]
    game.save()

    page = read(client, game.url)

    known = {"Producteur": "Latitudes", "Type": "Jeu", "Prix": "Gratuit"}
    unknown = {"Non communiqué": "licence", "Non renseigné": "public visé, niveau, durée, langue, étape"}
    assert facts(page) == known | unknown
    assert page.select_one(f'#acces a[href="{game.link}"]')
    assert page.select_one("#reprises a")["href"] == f"/collectivites/{arras.slug}/"


def test_an_address_that_the_source_cuts_is_not_a_link(client: Client, resources: ResourceIndexPage) -> None:
    page = read(client, ResourcePageFactory(parent=resources, truncated_link=CUT).url)

    assert CUT in page.select_one("#acces").text
    assert not page.select('a[href^="https://jeudebat"]')


def test_a_producer_of_the_register_leads_to_its_page_once_that_is_public(client: Client, game: ResourcePage) -> None:
    game.producers = [ResourceProducer(actor=ActorFactory(name="Data For Good"))]
    game.save()

    page = read(client, game.url)

    assert facts(page)["Producteur"] == "Data For Good"
    assert not page.select('a[href^="/acteurs/"]')


def test_resources_are_listed_narrowed_found_and_exported(client: Client, game: ResourcePage) -> None:
    ResourcePageFactory(parent=game.get_parent(), title="Elements of AI", level="initiation", language="mul")

    def titles(address: str = "/ressources/", **asked: Any) -> list[str]:
        return [link.text for link in read(client, address, **asked).select(".record h3 a")]

    assert len(titles()) == 2
    narrowed = [{"type-ressource": "jeu"}, {"prix": "gratuit"}, {"q": "latitudes"}]
    assert [titles(**asked) for asked in narrowed] == [[game.title]] * 3
    assert [titles(**asked) for asked in ({"niveau": "initiation"}, {"langue": "mul"})] == [["Elements of AI"]] * 2
    assert titles("/recherche/", q="bataille") == [game.title]
    assert game.title in client.get("/ressources/export.csv").getvalue().decode()
    assert game.title in client.get("/ressources/flux/").content.decode()


def test_a_card_and_its_list_cost_at_most_twelve_queries(
    client: Client, game: ResourcePage, django_assert_max_num_queries: Any
) -> None:
    for address in (game.url, "/ressources/"):
        client.get(address)
        with django_assert_max_num_queries(12):
            assert client.get(address, {"q": "jeu"}).status_code == 200


def test_staff_are_told_what_to_complete(
    client: Client, account: Callable[..., User], resources: ResourceIndexPage, game: ResourcePage
) -> None:
    ResourcePageFactory(
        parent=resources, title="Jouer à débattre l’IA", truncated_link=CUT, not_disclosed=["audiences"]
    )
    ResourcePageFactory(parent=resources, title="Brouillon", live=False)
    sign_in(client, account("relecteur"))

    def rows() -> dict[str, list[str]]:
        found = read(client, reverse("incomplete_resources")).select("main table tbody tr")
        cells = [[" ".join(cell.text.split()) for cell in row.select("td")] for row in found]
        return {cells[0]: cells[1:] for cells in cells}

    told = {
        "Jouer à débattre l’IA": ["Type, Producteur, Lien, Adresse tronquée", "Sans lien"],
        "La bataille de l’IA": ["Public visé", "Pas encore contrôlé"],
    }
    assert rows() == told

    game.not_disclosed = ["audiences"]
    game.save()
    assert list(rows()) == ["Jouer à débattre l’IA"]

    record(game, Answer(Verdict.GONE, "réponse 404"), timezone.now())
    [_, standing] = rows()[game.title]
    assert standing.startswith("Indisponible depuis le ")
    assert "réponse 404" in standing


def test_an_editor_opens_the_form_of_a_card(
    client: Client, account: Callable[..., User], resources: ResourceIndexPage
) -> None:
    sign_in(client, account("redaction"))

    form = read(client, reverse("wagtailadmin_pages:add", args=["library_pages", "resourcepage", resources.pk]))

    assert form.select_one('[name="truncated_link"]')
    assert form.select_one('[name="sources-TOTAL_FORMS"]')
