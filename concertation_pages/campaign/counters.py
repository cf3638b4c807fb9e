"""What the site counts of a campaign, beside the figures that sources give."""

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count

from cms.taxonomy.models import PUBLIC_STATES, ConsultationState

if TYPE_CHECKING:
    from concertation_pages.models import CampaignPage

REPORTED = (ConsultationState.REPORTED, ConsultationState.FOLLOWED)


class Counter(NamedTuple):
    """`label` in both numbers, « territoire engagé,territoires engagés »; `definition` says what is counted."""

    value: int
    label: str
    definition: str


def counters_of(campaign: "CampaignPage") -> list[Counter]:
    """Counted now; one query."""
    states = campaign.territories.filter(state__in=PUBLIC_STATES).order_by().values_list("state")
    by_state = dict(states.annotate(number=Count("pk")))
    return [
        Counter(
            sum(by_state.values()),
            "territoire engagé,territoires engagés",
            "dans cette campagne, validés par la rédaction ou nommés par une source, comptés aujourd’hui",
        ),
        Counter(
            sum(by_state.get(state, 0) for state in REPORTED),
            "contribution publiée,contributions publiées",
            "territoires de cette campagne dont une contribution est parue, ici ou ailleurs, comptés aujourd’hui",
        ),
    ]
