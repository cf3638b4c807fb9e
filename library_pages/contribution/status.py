"""Where each contribution is, in the words of its author, and what he can do next."""

from collections.abc import Iterable, Mapping
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


EXPLAINED: Mapping[Status, str] = {
    Status.CHANGES: "La relecture demande des modifications. Corrigez la fiche, puis soumettez-la de nouveau.",
    Status.REFUSED: "La relecture n’a pas retenu cette version. Vous pouvez la reprendre et la soumettre de nouveau.",
    Status.DRAFT: "Personne ne la relit encore. Complétez-la, puis soumettez-la.",
    Status.LIVE_CHANGED: "La version en ligne ne change pas tant que vos modifications ne sont pas soumises puis "
    "approuvées.",
    Status.IN_REVIEW: "La relecture la lit. Elle ne peut pas être modifiée d’ici là, sauf si vous la retirez.",
    Status.SCHEDULED: "Elle est approuvée : elle sera mise en ligne à la date prévue.",
    Status.LIVE: "Tout le monde peut la lire.",
    Status.ARCHIVED: "Elle n’est plus en ligne. Vous pouvez la reprendre et la soumettre de nouveau.",
}


@dataclass(frozen=True)
class Situation:
    """`comment` is what the last review said."""

    status: Status
    task_state: TaskState | None = None
    live: bool = False

    @property
    def explained(self) -> str:
        return EXPLAINED[self.status]

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
