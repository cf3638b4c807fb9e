"""« Où en est-on ? »: made from the histories, whatever their number."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from cms.core.content_version import renew
from concertation_pages.models import TrackedItem
from concertation_pages.tracking.recording import record
from tests.concertation_pages.tracking import Territory, territory
from tests.factories import publish
from tests.factories.concertations import (
    CitizenBodyPageFactory,
    CommitmentFactory,
    FollowUpPageFactory,
    OpinionIndexPageFactory,
    OpinionPageFactory,
    ReportPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def rennes(home) -> Territory:
    found = territory(home)
    body = CitizenBodyPageFactory(parent=OpinionIndexPageFactory(parent=found.index), title="CCNR")
    publish(OpinionPageFactory(parent=body, recommendations=2, recommendation_count=2))
    publish(FollowUpPageFactory(parent=found.index))
    return found


def shown(address: str = "/concertations/ou-en-est-on/") -> BeautifulSoup:
    answer = Client(headers={"host": "localhost"}).get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content.decode().replace("\u00a0", " ").replace("\u202f", " "), "html.parser")


def table(page: BeautifulSoup) -> dict[str, list[str]]:
    return {row.th.text: [cell.text for cell in row.select("td")] for row in page.select("#ensemble tbody tr")}


def part(page: BeautifulSoup, name: str) -> str:
    return " ".join(page.select_one(f"#{name}").text.split())


def test_counts_are_never_presented_as_whole_while_a_state_is_missing(rennes, account):
    before = shown()
    assert table(before)["Réalisée"] == ["non connu", "non connu"]
    assert table(before)["État non communiqué"] == ["3", "2"]
    assert "Rennes 3 lignes État non communiqué : 3 sur 3." in part(before, "territoires")
    assert "CCNR 2 lignes État non communiqué : 2 sur 2." in part(before, "instances")

    reviewer = account("relecteur")
    rennes.say(reviewer, "P-1", "realisee")
    rennes.say(reviewer, "P-1", "en-reflexion")
    assert table(shown())["En réflexion"] == ["au moins 1", "non connu"]
    assert "En réflexion P-1, Concertation de Rennes" in part(shown(), "changements")
    for code in ("P-2", "P-3"):
        rennes.say(reviewer, code, "realisee")
    whole = table(shown())
    assert (whole["Réalisée"][0], whole["Engagée"][0], whole["État non communiqué"][0]) == ("2", "0", "0")


def test_a_silence_is_named_after_twelve_months(rennes):
    assert "Aucune demande de nouvelles" in part(shown(), "silences")
    TrackedItem.objects.filter(code="P-1").update(asked_on=timezone.localdate() - datetime.timedelta(days=400))
    renew()
    assert "Rennes : 1 proposition sans nouvelles depuis 13 mois" in part(shown(), "silences")
    record(rennes.item(), rennes.point(), referent=rennes.referent)
    assert "Aucune demande de nouvelles" in part(shown(), "silences"), "its answer is in review"


def test_many_territories_take_several_pages_and_no_more_statements(rennes, home, django_assert_max_num_queries):
    campaign = rennes.commitment.campaign
    for rank in range(11):
        commitment = CommitmentFactory(campaign=campaign, name=f"Ville {rank:02d}")
        publish(ReportPageFactory(parent=rennes.index, commitment=commitment, proposals=["Une", "Deux"]))
    shown()
    renew()
    with django_assert_max_num_queries(12):
        page = shown()
    assert len(page.select("#territoires .follow-groups > li")) == 10
    inside = len(page.select("svg *"))
    assert len(page.select("*")) - inside <= 350
    assert len(shown("/concertations/ou-en-est-on/?page=2").select("#territoires .follow-groups > li")) == 2
    assert Client(headers={"host": "localhost"}).get("/concertations/ou-en-est-on/?page=3").status_code == 404
