"""A charter that a consultation led to says so, for as long as the public reads the report that tells it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageViewRestriction

from concertation_pages.commitment.validation import withdraw
from concertation_pages.models import ReportOutcome, ReportPage
from library_pages.models import CharterPage
from tests.concertation_pages.tracking import Territory, territory
from tests.factories import CharterIndexPageFactory, CharterPageFactory, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def rennes(home: Any) -> Territory:
    return territory(home)


@pytest.fixture
def charters(home: Any, rennes: Territory) -> list[CharterPage]:
    """The first is what the consultation led to."""
    index = CharterIndexPageFactory(parent=home)
    found = [CharterPageFactory(parent=index, title=title) for title in ("Charte votée", "Charte d’ailleurs")]
    name_outcome(rennes.report, found[0])
    return found


def name_outcome(report: ReportPage, *pages: CharterPage) -> None:
    report.outcomes = [ReportOutcome(text="Un texte.", page_linked=page) for page in pages]
    publish(report)


def from_consultations(client: Client) -> list[str]:
    answer = client.get("/api/v1/recherche/", {"type": "charte", "issue-de-concertation": "oui"}).json()
    return [result["titre"] for result in answer.get("resultats", [])]


def told(client: Client, charter: CharterPage) -> list[str]:
    html = BeautifulSoup(client.get(charter.url).content, "html.parser")
    return [link["href"] for link in html.select("#concertations a")]


def test_a_charter_tells_which_consultation_led_to_it(
    client: Client, rennes: Territory, charters: list[CharterPage]
) -> None:
    led_to, other = charters

    assert from_consultations(client) == ["Charte votée"]
    assert told(client, led_to) == [rennes.report.url]
    assert told(client, other) == []


def test_the_report_names_another_text(client: Client, rennes: Territory, charters: list[CharterPage]) -> None:
    name_outcome(ReportPage.objects.get(pk=rennes.report.pk), charters[1])
    assert from_consultations(client) == ["Charte d’ailleurs"]
    assert [bool(told(client, charter)) for charter in charters] == [False, True]

    name_outcome(ReportPage.objects.get(pk=rennes.report.pk))
    assert from_consultations(client) == []


@pytest.mark.parametrize("how", ["unpublish", "restrict", "delete", "withdraw"])
def test_a_report_that_is_gone_tells_nothing(
    client: Client, rennes: Territory, charters: list[CharterPage], account: Any, how: str
) -> None:
    report = ReportPage.objects.get(pk=rennes.report.pk)
    if how == "restrict":
        PageViewRestriction.objects.create(page=report, restriction_type="login")
    elif how == "withdraw":
        withdraw(rennes.commitment, account("redaction"), "Le territoire l’a demandé.")
    else:
        getattr(report, how)()

    assert from_consultations(client) == []
    assert told(client, charters[0]) == []
