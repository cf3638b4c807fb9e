"""« Toutes les propositions »: the passages of every report in one list."""

import csv
import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from concertation_pages.models import ProposalsPage
from tests.concertation_pages.tracking import Territory, territory
from tests.factories import LocalAuthorityFactory, publish
from tests.factories.concertations import CommitmentFactory, ReportPageFactory

LIST = "/concertations/propositions/"


@pytest.fixture
def rennes(home: Any) -> Territory:
    """With three proposals and a point of vigilance; Brest has a proposal of its own."""
    found = territory(home)
    found.index.add_child(instance=ProposalsPage(title="Toutes les propositions", slug="propositions"))
    brest = CommitmentFactory(
        campaign=found.commitment.campaign,
        name="Brest",
        authorities=[LocalAuthorityFactory(name="Brest", slug="brest")],
    )
    publish(ReportPageFactory(parent=found.index, commitment=brest, title="Débats", proposals=["Ouvrir un guichet"]))
    return found


def read(client: Client, address: str = LIST) -> Any:
    response = client.get(address, headers={"host": "localhost"})
    assert response.status_code == 200, address
    return response


def soup(client: Client, address: str = LIST) -> BeautifulSoup:
    return BeautifulSoup(read(client, address).content, "html.parser")


def test_each_result_says_who_said_it_and_what_became_of_it(client: Client, rennes: Territory, account: Any) -> None:
    rennes.say(account("redaction"), "P-1", "engagee")
    page = soup(client)
    assert [tab.get_text() for tab in page.select(".tabs a")] == ["Tout 5", "Propositions 4", "Constats 1"]
    assert page.select_one("#resultats").get_text() == "5 passages"
    shown = {
        record.h3.get_text(strip=True): (
            record.select_one(".record__who").get_text().split(",")[0],
            " ".join(side.get_text(strip=True) for side in record.select(".record__side")),
        )
        for record in page.select(".record")
    }
    assert shown["Ouvrir un guichet"] == ("Brest", "État non communiqué")
    assert shown["Proposition numéro 1"] == ("Rennes", "Engagée")
    assert shown["Le coût"] == ("Rennes", "")


def test_it_is_narrowed_followed_and_exported_as_every_list(client: Client, rennes: Territory) -> None:
    address = f"{LIST}?type=proposition&collectivite=brest&suite=sans-etat"
    assert [title.get_text(strip=True) for title in soup(client, address).select(".record h3")] == ["Ouvrir un guichet"]
    exported = read(client, f"{LIST}export.csv?collectivite=brest").getvalue().decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(exported), delimiter=";")
    assert (row["Titre"], row["Collectivité"]) == ("Ouvrir un guichet", "Brest")
    assert row["Résumé"] == "Proposition P-1, Brest, «\u00a0Débats\u00a0»"
    assert "Brest" in read(client, f"{LIST}flux/?collectivite=brest").content.decode()
    [found] = read(client, "/api/v1/recherche/?type=proposition&q=guichet").json()["resultats"]
    assert found["url"] == "http://localhost/concertations/debats/#p-1"


def test_the_page_of_a_collectivite_leads_to_its_passages_and_lists_its_concertation(
    client: Client, rennes: Territory
) -> None:
    page = soup(client, "/collectivites/brest/")
    assert [title.get_text(strip=True) for title in page.select(".record h3")] == ["Brest"]
    [link] = [link for link in page.select("main p a") if link["href"].startswith(LIST)]
    assert link.get_text() == "1 proposition"
    assert [title.get_text(strip=True) for title in soup(client, link["href"]).select(".record h3")] == [
        "Ouvrir un guichet"
    ]


def test_it_costs_at_most_twelve_statements_none_twice(client: Client, rennes: Territory) -> None:
    read(client)
    with CaptureQueriesContext(connection) as queries:
        read(client)
    statements = [query["sql"] for query in queries]
    assert len(statements) <= 12, "\n".join(statements)
    assert len(set(statements)) == len(statements)
