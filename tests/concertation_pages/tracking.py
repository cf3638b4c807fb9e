"""A territory with a report online, whose proposals are followed, and what is said of them."""

from dataclasses import dataclass
from html import unescape
from typing import Any

from django.test import Client

from cms.core.partial_dates import PartialDate
from cms.members.models import User
from cms.taxonomy.models import FollowUpStatus
from concertation_pages.models import Commitment, ConcertationIndexPage, Referent, ReportPage, StatusChange, TrackedItem
from concertation_pages.tracking.deciding import accept
from concertation_pages.tracking.recording import Point, record
from home.models import HomePage
from tests.factories import publish
from tests.factories.concertations import (
    CampaignPageFactory,
    CommitmentFactory,
    ConcertationIndexPageFactory,
    FollowUpStatusFactory,
    ReferentFactory,
    ReportPageFactory,
)

STATUSES = {
    "realisee": "Réalisée",
    "engagee": "Engagée",
    "en-reflexion": "En réflexion",
    "non-programmee": "Non programmée",
}


@dataclass
class Territory:
    """`report` has three proposals, P-1 to P-3, and a point of vigilance, which nobody follows."""

    index: ConcertationIndexPage
    commitment: Commitment
    referent: Referent
    report: ReportPage
    statuses: dict[str, FollowUpStatus]

    def item(self, code: str = "P-1") -> TrackedItem:
        return TrackedItem.objects.get(page=self.report, code=code)

    def point(self, status: str = "engagee", **values: Any) -> Point:
        given = {"author_name": "Ville de Rennes", "reason": "Voté en conseil.", "as_of": PartialDate(2025, 3)}
        return Point(status=self.statuses[status], **{**given, **values})

    def read(self) -> str:
        """The report, as anybody reads it."""
        page = Client(headers={"host": "localhost"}).get(self.report.url).content.decode()
        return unescape(page).replace("\u00a0", " ")

    def say(self, reviewer: User, code: str, status: str = "engagee", **values: Any) -> StatusChange:
        """A point that the territory wrote and that somebody accepted."""
        return accept(record(self.item(code), self.point(status, **values), referent=self.referent), reviewer)


def territory(home: HomePage, proposals: int = 3) -> Territory:
    index = ConcertationIndexPageFactory(parent=home)
    campaign = CampaignPageFactory(parent=index)
    commitment = CommitmentFactory(campaign=campaign, name="Rennes")
    texts = [f"Proposition numéro {n}" for n in range(1, proposals + 1)]
    report = ReportPageFactory(
        parent=index, commitment=commitment, title="Concertation de Rennes", proposals=texts, vigilance=["Le coût"]
    )
    publish(report)
    statuses = {
        slug: FollowUpStatusFactory(slug=slug, label=label, order=rank)
        for rank, (slug, label) in enumerate(STATUSES.items(), 1)
    }
    return Territory(index, commitment, ReferentFactory(commitment=commitment), report, statuses)
