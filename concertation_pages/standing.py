"""Where a commitment stands, worked out from what is known of it: nobody types its public state."""

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from cms.taxonomy.models import ConsultationState, FollowUpStatus
from concertation_pages.models import Commitment, ReportPage, StatusChange, TrackedItem

State = ConsultationState
DECIDED = (State.UNCONFIRMED, State.CANDIDATE, State.REFUSED, State.WITHDRAWN)
"""States that only a person changes."""


def standing_of(commitment: Commitment) -> ConsultationState:
    """The state that follows from its contributions, from what became of their proposals, from its start or theirs."""
    state = State(commitment.state)
    if state in DECIDED:
        return state
    online = ReportPage.objects.live().public().filter(commitment=commitment)
    if _acted_on(online).exists():
        return State.FOLLOWED
    if commitment.reported_elsewhere or online.filter(is_contribution=True).exists():
        return State.REPORTED
    has_begun = commitment.started_on or any(online.values_list("actual_start", flat=True))
    return State.ONGOING if has_begun else State.ENGAGED


def _acted_on(online: QuerySet[ReportPage]) -> QuerySet[TrackedItem]:
    """Proposals of which the last public point says that something is done: an answer is not always a follow-up."""
    last = StatusChange.objects.accepted().filter(item=OuterRef("pk")).order_by("-recorded_at", "-pk")
    items = TrackedItem.objects.filter(shown=True, page__in=online.values("pk"))
    return items.annotate(said=Subquery(last.values("status__slug")[:1])).filter(said__in=FollowUpStatus.ACTED_ON)


@transaction.atomic
def settle(commitment: Commitment) -> None:
    """Write the state, if it changed. Its row is locked: what somebody decides meanwhile stays."""
    held = Commitment.objects.select_for_update().get(pk=commitment.pk)
    state = standing_of(held)
    if state != held.state:
        held.state = state
        held.save(update_fields=["state"])
    commitment.state = state
