"""With a thousand territories and twenty thousand proposals, a page asks and weighs what it does with twenty."""

import gzip
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from concertation_pages.models import FollowUpPage, ProposalsPage
from tests.concertation_pages.scale import populate
from tests.elements import Elements
from tests.factories.concertations import CampaignPageFactory, ConcertationIndexPageFactory, SynthesisPageFactory
from tests.factories.pages import PageFactory

LIST = "/concertations/"
BELOW = ("", "campagne/", "propositions/", "synthese/", "synthese/etats/", "ou-en-est-on/")
ADDRESSES = tuple(f"{LIST}{address}" for address in BELOW)
MOST_QUERIES, MOST_ELEMENTS, MOST_BYTES = 12, 350, 30_000
"""Statements of a page made again, its elements, and its bytes as they are sent: style sheet, script and drawings take
some 50 kB of the 120 of a first visit, which the journeys weigh."""


class ProposalsPageFactory(PageFactory):
    title = "Toutes les propositions"
    slug = "propositions"

    class Meta:
        model = ProposalsPage


class FollowUpPageFactory(PageFactory):
    title = "Où en est-on ?"
    slug = "ou-en-est-on"

    class Meta:
        model = FollowUpPage


@pytest.fixture
def many(home: Any) -> None:
    index = ConcertationIndexPageFactory(parent=home)
    for made in (ProposalsPageFactory, SynthesisPageFactory, FollowUpPageFactory):
        made(parent=index)
    populate(index, CampaignPageFactory(parent=index, slug="campagne"))


def test_pages_of_all_consultations_stay_within_their_budgets(many: None, client: Client) -> None:
    for address in ADDRESSES:
        client.get(address, headers={"host": "localhost"})
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address, headers={"host": "localhost"})
        elements = Elements(answer.content.decode())
        assert answer.status_code == 200
        assert len(asked) <= MOST_QUERIES, address
        assert elements.number <= MOST_ELEMENTS, address
        assert len(gzip.compress(answer.content)) <= MOST_BYTES, address
    listed = client.get(LIST, headers={"host": "localhost"}).content.decode()
    assert "1\u202f000 territoires" in listed
