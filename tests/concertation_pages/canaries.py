"""What the consultations keep out of sight: who answers for a territory, and a territory that waits for an answer."""

from typing import Any

from django.utils import timezone

from concertation_pages.models import Commitment, Follow, ReportSpeaker
from home.models import HomePage
from tests.factories import publish
from tests.factories.concertations import (
    CampaignPageFactory,
    CommitmentFactory,
    ConcertationIndexPageFactory,
    ReferentFactory,
    ReportPageFactory,
)
from tests.factories.territories import LocalAuthorityFactory

OF_STAFF = {"referent address", "referent name", "referent role", "candidate", "refused territory", "refusal"}
"""Read by the rédaction only."""
FOLLOWER = "follower"
"""Read by nobody."""

SPEAKER = ("name", "profession", "talk", "agreement")
SPEAKERS = {f"speaker {column}" for column in SPEAKER}
"""Of somebody who spoke at a consultation and did not agree to be named: read by nobody outside the editor."""


def hide(canaries: Any, home: HomePage) -> None:
    """A public territory with its referent, one that waits, one that was refused."""
    index = ConcertationIndexPageFactory(parent=home)
    campaign = CampaignPageFactory(parent=index)
    territory = CommitmentFactory(campaign=campaign, name="Territoire visible")
    address, name, role = (canaries.word(f"referent {what}") for what in ("address", "name", "role"))
    ReferentFactory(commitment=territory, email=f"{address}@exemple.fr", name=name, role=role)
    state, elsewhere = Commitment.State, [LocalAuthorityFactory(name="Autre ville")]
    CommitmentFactory(
        campaign=campaign,
        authorities=elsewhere,
        name=f"Candidat {canaries.word('candidate')}",
        state=state.CANDIDATE,
    )
    CommitmentFactory(
        campaign=campaign,
        authorities=elsewhere,
        name=f"Refusé {canaries.word('refused territory')}",
        state=state.REFUSED,
        decision_reason=canaries.word("refusal"),
    )
    follower = f"{canaries.word(FOLLOWER)}@exemple.fr"
    Follow.objects.create(page=index, email=follower, digest="x", confirmed_at=timezone.now())
    canaries.others += [territory.get_absolute_url(), "/concertations/s-engager/?q=territoire"]
    report = ReportPageFactory(parent=index, commitment=territory, title="Compte rendu visible")
    report.speakers = [ReportSpeaker(**{column: canaries.word(f"speaker {column}") for column in SPEAKER})]
    canaries.others.append(publish(report).url)
    hidden = Commitment.objects.exclude(pk=territory.pk)
    canaries.others += [f"/concertations/territoires/{one.slug}/" for one in hidden]
