"""Everything that the data says of the programme is read on a public page, and nothing more is said of people."""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

from search.projection import refresh
from tests.databases import shared_rows

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HOST = {"host": "localhost:8000"}
DEMO = Path(import_module("home").__file__ or "").parent / "demo"


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The pages of the home application, loaded once for these tests and rolled back after them."""
    with shared_rows(django_db_blocker):
        for application in ("members", "home"):
            call_command("demo", application, verbosity=0)
        refresh()
        yield


def items(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((DEMO / f"{name}.json").read_text())["items"]
    return found


def plain(client: Client, address: str) -> str:
    answer = client.get(address, headers=HOST)
    assert answer.status_code == 200, address
    return spaced(answer.content.decode())


def spaced(text: str) -> str:
    """With ordinary spaces."""
    return " ".join(text.split())


def test_each_press_release_and_event_has_its_page_with_what_the_data_says(client: Client) -> None:
    listed = plain(client, "/actualites/") + plain(client, "/actualites/?page=2")
    for item in items("communiques") + items("evenements"):
        text = plain(client, f"/actualites/{item['id']}/")
        for known in (item["libelle"], item["description"], item["lieu"]):
            assert not known or spaced(known) in text, item["id"]
        assert all(spaced(f"{figure['valeur']} {figure['libelle']}") in text for figure in item["chiffres"])
        assert f"/actualites/{item['id']}/" in listed
    assert "date non communiquée" in plain(client, "/actualites/restitution-synthese-2025/")


def test_the_plan_the_publications_the_association_and_the_people_are_read(client: Client) -> None:
    (plan,), (association,) = items("plan_action"), items("association")
    text = plain(client, "/plan-d-action/")
    for axis in plan["axes"]:
        for words in (axis["libelle"], axis["description"], *axis["actions"], axis["livrable"], axis["calendrier"]):
            assert words in text
        assert all(found["libelle"] in text for found in axis["resultats"])
    assert all(row["libelle"] in text and row["texte"].split(" «")[0] in text for row in plan["chantiers"])
    for item in items("publications"):
        assert spaced(item["titre"]) in plain(client, f"/publications/{item['slug']}/")
    text = plain(client, "/l-association/")
    assert association["nom"] in text
    assert all(row["nom"] in text and row["texte"] in text for row in association["elements"])
    text = plain(client, "/elus/")
    assert all(row["libelle"] in text for row in items("elus"))
    assert "mailto:" not in text


def test_loading_again_changes_nothing() -> None:
    before = set(Page.objects.values_list("pk", "latest_revision_id"))
    call_command("demo", "home", verbosity=0)
    assert set(Page.objects.values_list("pk", "latest_revision_id")) == before
