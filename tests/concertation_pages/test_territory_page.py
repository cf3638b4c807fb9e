"""What a visitor reads of a territory that undertook to consult, whether it has reported or not."""

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from concertation_pages.models import CampaignPage, Commitment, CommitmentSource, ConcertationIndexPage
from tests.factories import LocalAuthorityFactory, publish
from tests.factories.concertations import (
    AssociatedPublicFactory,
    CampaignPageFactory,
    CommitmentFactory,
    ConcertationIndexPageFactory,
    ReportPageFactory,
)

State = Commitment.State


@pytest.fixture
def index(home: Any) -> ConcertationIndexPage:
    return ConcertationIndexPageFactory(parent=home)


@pytest.fixture
def campaign(index: ConcertationIndexPage) -> CampaignPage:
    return CampaignPageFactory(parent=index, title="Campagne 2024-2025")


def read(client: Client, slug: str) -> BeautifulSoup:
    response = client.get(f"/concertations/territoires/{slug}/", headers={"host": "localhost"})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def facts(page: BeautifulSoup, section: str) -> dict[str, str]:
    return {row.dt.get_text(): row.dd.get_text(" ") for row in page.select(f"#{section} dl > div")}


def test_a_territory_that_committed_here_shows_the_very_words_it_accepted(client: Client, campaign: Any) -> None:
    accepted = datetime.datetime(2027, 1, 31, 23, 30, tzinfo=datetime.UTC)
    rennes, metropole = LocalAuthorityFactory(name="Rennes"), LocalAuthorityFactory(name="Rennes Métropole")
    CommitmentFactory(
        campaign=campaign,
        name="Rennes Ville et Métropole",
        authorities=[rennes, metropole],
        publics=[AssociatedPublicFactory(slug="agents")],
        charter_version=2,
        charter_text="Article 1.\nÉcouter.",
        charter_accepted_at=accepted,
        expected_start="2027-03",
    )
    page = read(client, "rennes-ville-et-metropole")
    told = facts(page, "engagement")
    assert (told["État"], told["Charte acceptée"]) == ("Engagée", "version 2")
    assert told["Date d’acceptation"] == "1er février 2027"  # in Paris
    assert (told["Publics associés"], told["Début prévu"]) == ("Agents", "mars 2027")
    assert "Écouter." in page.select_one("#engagement").get_text()
    assert [link["href"] for link in page.select("aside a")] == [
        f"/collectivites/{one.slug}/" for one in (rennes, metropole)
    ]
    assert "n’a pas encore rendu compte" in page.select_one("#comptes-rendus").get_text()
    assert [part.get_text() for part in page.select("#comptes-rendus dd")] == ["non renseigné"] * 3


def test_where_a_commitment_comes_from_is_said_or_not_known(client: Client, campaign: Any) -> None:
    CommitmentFactory(campaign=campaign, name="Arras")
    assert "source non renseignée" in read(client, "arras").select_one("#sources").get_text()
    Commitment.objects.update(charter_accepted_at=datetime.datetime(2027, 1, 31, tzinfo=datetime.UTC))
    assert "Engagement pris sur ce site" in read(client, "arras").select_one("#sources").get_text()


def test_what_documents_say_is_said_with_them_and_a_contribution_that_is_not_here_is_told(
    client: Client, campaign: Any
) -> None:
    nice = CommitmentFactory(campaign=campaign, name="Nice", state=State.REPORTED, reported_elsewhere=True)
    nice.sources = [CommitmentSource(title="Présentation du 11 février 2025")]
    nice.save()
    page = read(client, "nice")
    assert "d’après\u00a0: Présentation du 11 février 2025" in page.select_one("#engagement").get_text()
    told = " ".join(page.select_one(".notice").get_text().split())
    assert told.endswith("(Présentation du 11 février 2025) ; son contenu n’est pas dans nos sources.")
    gaps = [gap.get_text() for gap in page.select("#engagement dd.unknown")]
    assert gaps[0] == "date de l’engagement, charte acceptée, date d’acceptation"


def test_only_what_is_public_is_shown_and_listed_in_the_sitemap(client: Client, index: Any, campaign: Any) -> None:
    rennes = CommitmentFactory(campaign=campaign, name="Rennes")
    online = ReportPageFactory(parent=index, commitment=rennes, title="Ateliers du Blosne")
    ReportPageFactory(parent=index, commitment=rennes, title="Brouillon tu", live=False)
    publish(online)
    page = read(client, "rennes")
    assert [link["href"] for link in page.select("#comptes-rendus a")] == ["/concertations/ateliers-du-blosne/"]
    assert "Brouillon tu" not in str(page)
    for state in (State.UNCONFIRMED, State.CANDIDATE, State.REFUSED, State.WITHDRAWN):
        hidden = CommitmentFactory(campaign=campaign, name=f"Caché {state}", state=state)
        assert client.get(hidden.get_absolute_url(), headers={"host": "localhost"}).status_code == 404, state
    sitemap = client.get("/sitemap.xml", headers={"host": "localhost"}).content.decode()
    assert sitemap.count("/concertations/territoires/") == 1
    assert sitemap.count("/concertations/ateliers-du-blosne/") == 1


def test_it_costs_at_most_twelve_statements_and_follows_every_change(client: Client, index: Any, campaign: Any) -> None:
    rennes = CommitmentFactory(campaign=campaign, name="Rennes")
    publish(ReportPageFactory(parent=index, commitment=rennes, title="Ateliers du Blosne"))
    read(client, "rennes")
    with CaptureQueriesContext(connection) as queries:
        read(client, "rennes")
    statements = [query["sql"] for query in queries]
    assert len(statements) <= 12, "\n".join(statements)
    assert len(set(statements)) == len(statements)
    rennes.note = "Date incertaine."
    rennes.save()
    assert "Date incertaine." in read(client, "rennes").get_text()
