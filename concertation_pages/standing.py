"""Where a commitment stands, worked out from what is known of it: nobody types its public state."""

from django.db import transaction

from cms.taxonomy.models import ConsultationState
from concertation_pages.models import Commitment, ReportPage, StatusChange

State = ConsultationState
DECIDED = (State.UNCONFIRMED, State.CANDIDATE, State.REFUSED, State.WITHDRAWN)
"""States that only a person changes."""


def standing_of(commitment: Commitment) -> ConsultationState:
    """The state that follows from its contributions, from what became of their proposals, from its start."""
    state = State(commitment.state)
    if state in DECIDED:
        return state
    online = ReportPage.objects.live().public().filter(commitment=commitment)
    told = StatusChange.objects.accepted().filter(item__shown=True, item__page__in=online.values("pk"))
    if told.exists():
        return State.FOLLOWED
    if commitment.reported_elsewhere or online.filter(is_contribution=True).exists():
        return State.REPORTED
    return State.ONGOING if commitment.started_on else State.ENGAGED


@transaction.atomic
def settle(commitment: Commitment) -> None:
    """Write the state, if it changed. Its row is locked: what somebody decides meanwhile stays."""
    held = Commitment.objects.select_for_update().get(pk=commitment.pk)
    state = standing_of(held)
    if state != held.state:
        held.state = state
        held.save(update_fields=["state"])
    commitment.state = state
