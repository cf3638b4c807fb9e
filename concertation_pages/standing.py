"""Where a commitment stands, worked out from what is known of it: nobody types its public state."""

from concertation_pages.models import Commitment, StatusChange

State = Commitment.State
DECIDED = (State.UNCONFIRMED, State.CANDIDATE, State.REFUSED, State.WITHDRAWN)
"""States that only a person changes."""


def standing_of(commitment: Commitment) -> Commitment.State:
    """The state that follows from its contributions, from what became of their proposals, from its start."""
    state = State(commitment.state)
    if state in DECIDED:
        return state
    online = commitment.reports.live().public()
    if StatusChange.objects.accepted().filter(item__page__in=online.values("pk")).exists():
        return State.FOLLOWED
    if commitment.reported_elsewhere or online.filter(is_contribution=True).exists():
        return State.REPORTED
    return State.ONGOING if commitment.started_on else State.ENGAGED


def settle(commitment: Commitment) -> None:
    """Write the state, if it changed."""
    state = standing_of(commitment)
    if state != commitment.state:
        commitment.state = state
        commitment.save(update_fields=["state"])
