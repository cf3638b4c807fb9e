"""Where each contribution is, for whoever wrote it and does not enter the admin."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import TextChoices
from wagtail.models import Page, Revision, TaskState, WorkflowState

from cms.workflow.holds import held_among
from cms.workflow.models import Publication


class Status(TextChoices):
    """In the order of what waits for the contributor."""

    CHANGES = "modifications-demandees", "Modifications demandées"
    REFUSED = "refusee", "Refusée"
    DRAFT = "brouillon", "Brouillon"
    LIVE_CHANGED = "publiee-modifiee", "Publiée, avec des modifications en cours"
    IN_REVIEW = "en-relecture", "En relecture"
    SCHEDULED = "programmee", "Programmée"
    LIVE = "publiee", "Publiée"
    ARCHIVED = "retiree", "Retirée"


OUTCOMES = {
    TaskState.STATUS_IN_PROGRESS: "En relecture",
    TaskState.STATUS_APPROVED: "Approuvée",
    TaskState.STATUS_REJECTED: "Modifications demandées",
}
MOST = 20
"""Reviews told."""


@dataclass(frozen=True)
class Situation:
    """`comment` is what the last review said."""

    status: Status
    task_state: TaskState | None = None
    live: bool = False

    @property
    def is_internal(self) -> bool:
        """Whether somebody of the team, with an account, asked for the last review."""
        return bool(self.task_state and self.task_state.workflow_state.requested_by_id)

    @property
    def comment(self) -> str:
        said = self.status in {Status.CHANGES, Status.REFUSED} and self.task_state
        return str(self.task_state.comment) if said else ""  # type: ignore[union-attr]


def situations(pages: Iterable[Page]) -> dict[int, Situation]:
    """By key of page; at most four queries, whatever their number."""
    found = list(pages)
    reviews, published = _last_reviews(found), _published(found)
    waiting = [key for key, review in reviews.items() if _is_waiting(review, published)]
    scheduled = _scheduled(found) | (held_among(waiting) if waiting else set())
    return {
        page.pk: Situation(_status(page, reviews.get(page.pk), page.pk in scheduled), reviews.get(page.pk), page.live)
        for page in found
    }


def situation_of(page: Page) -> Situation:
    return situations([page])[page.pk]


def _status(page: Any, review: TaskState | None, scheduled: bool) -> Status:
    if scheduled:
        return Status.SCHEDULED
    if review and review.status == TaskState.STATUS_IN_PROGRESS:
        return Status.IN_REVIEW
    if review and review.workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return Status.CHANGES
    if review and review.status == TaskState.STATUS_CANCELLED and review.comment:
        return Status.REFUSED
    if page.live:
        return Status.LIVE_CHANGED if page.has_unpublished_changes else Status.LIVE
    return Status.ARCHIVED if page.first_published_at else Status.DRAFT


def _is_waiting(review: TaskState, published: set[int]) -> bool:
    """Approved, and never put online yet."""
    return review.status == TaskState.STATUS_APPROVED and review.revision_id not in published


def _keys(pages: Iterable[Page]) -> list[str]:
    return [str(page.pk) for page in pages]


def _last_reviews(pages: Iterable[Page]) -> dict[int, TaskState]:
    states = TaskState.objects.filter(
        workflow_state__base_content_type=ContentType.objects.get_for_model(Page),
        workflow_state__object_id__in=_keys(pages),
    )
    ordered = states.select_related("workflow_state").order_by("pk")
    return {int(state.workflow_state.object_id): state for state in ordered}


def _published(pages: Iterable[Page]) -> set[int]:
    return set(Publication.objects.filter(page__in=[p.pk for p in pages]).values_list("revision_key", flat=True))


def _scheduled(pages: Iterable[Page]) -> set[int]:
    revisions = Revision.page_revisions.filter(object_id__in=_keys(pages), approved_go_live_at__isnull=False)
    return {int(key) for key in revisions.values_list("object_id", flat=True)}


@dataclass(frozen=True)
class Review:
    """One round: from a submission to its answer."""

    submitted_at: Any
    outcome: str
    ended_at: Any
    comment: str


def history(page: Page, *, from_outside: bool = False) -> list[Review]:
    """The last one first. `from_outside`: those alone that were asked for through a link, without account."""
    states = TaskState.objects.filter(
        workflow_state__base_content_type=ContentType.objects.get_for_model(Page),
        workflow_state__object_id=str(page.pk),
    )
    if from_outside:
        states = states.filter(workflow_state__requested_by=None)
    return [
        Review(state.started_at, _outcome(state), state.finished_at, state.comment)
        for state in states.order_by("-pk")[:MOST]
    ]


def _outcome(state: TaskState) -> str:
    """A cancelled review was either refused, with its reason, or withdrawn by its author."""
    if state.status in OUTCOMES:
        return OUTCOMES[state.status]
    return "Refusée" if state.comment else "Retirée de la relecture"
