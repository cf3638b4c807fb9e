"""The resources of the demonstration say what the data says and nothing more."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

import library_pages
from cms.members import demo as member_demo
from cms.taxonomy.demo import Report
from home.models import HomePage
from library_pages import resource_demo
from library_pages.models import ResourcePage
from tests.factories import LocalAuthorityFactory
from tests.factories.resources import ResourceTypeFactory

CARDS = json.loads((Path(library_pages.__file__).parent / "demo" / "ressources.json").read_text())["items"]


def load(load_all: Any) -> list[bool]:
    created: list[bool] = []
    report: Report = lambda label, items, load_one: created.extend(map(load_one, items))  # noqa: E731
    load_all(report)
    return created


@pytest.fixture
def cards(home: HomePage) -> dict[str, ResourcePage]:
    load(member_demo.load)
    LocalAuthorityFactory(slug="cu-arras", name="Communauté urbaine d’Arras")
    for slug in resource_demo.TYPES.values():
        ResourceTypeFactory(slug=slug, label=slug)
    assert all(load(resource_demo.load))
    return {page.slug: page for page in ResourcePage.objects.live()}


def test_the_ten_legible_cards_are_published(client: Client, cards: dict[str, ResourcePage]) -> None:
    assert list(cards) == [item["slug"] for item in CARDS]
    for item in CARDS:
        page = cards[item["slug"]]
        assert page.title == item.get("titre_complet", item["titre"])
        assert page.description == item["description"]
        assert (page.link or None, page.truncated_link or None) == (item["lien"], item["lien_tronque"])
        assert " & ".join(map(str, page.producers.all())) == (item["producteur"] or "")
        assert not any([page.duration, page.price, page.language, page.stage, page.licence, page.audiences.all()])
        assert client.get(page.url).status_code == 200
    assert [row.authority.slug for row in cards["bataille-de-l-ia"].reuses.all()] == ["cu-arras"]
    assert not any(load(resource_demo.load))


def test_the_list_says_that_two_cards_cannot_be_read(client: Client, cards: dict[str, ResourcePage]) -> None:
    page = client.get("/ressources/").content.decode()

    for words in ("10 sur 12", "11 février 2025", "grille de ressources de la présentation"):
        assert words in page
