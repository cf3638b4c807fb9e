"""Versions under review as the desk lists them: what somebody can decide, and what waits for others, in one query each.

`cms.workflow.permissions` answers for one page; of all of them at once, the summary of each version keeps the answer.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.models import Page, TaskState, WorkflowState

from cms.members.roles import RELECTEUR, has_role
from cms.workflow.models import Approval, ReviewSummary, due_on

WROTE = (
    "vous avez écrit ou soumis cette version, ou vous parlez pour le territoire dont elle traite\u00a0: "
    "une autre personne la relit"
)
VOTED = "vous l’avez approuvée\u00a0: il manque l’avis d’une autre personne"
NOT_REVIEWER = "votre rôle ne relit pas"


@dataclass(frozen=True)
class Item:
    """A version under review. `why_not` says why the reader cannot decide of it; empty when he can."""

    page_id: int
    title: str
    kind: str
    submitted_by: Any
    submitted_at: datetime.datetime
    due: datetime.date
    labels: Sequence[str]
    claimed_by: Any
    why_not: str = ""

    @property
    def overdue(self) -> bool:
        return self.due < timezone.localdate()


def under_review() -> QuerySet[TaskState]:
    """Oldest first, with all that `items` says of them; the text of the versions stays where it is."""
    return (
        TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
            workflow_state__base_content_type=ContentType.objects.get_for_model(Page),
        )
        .select_related(
            "revision__content_type", "workflow_state__requested_by", "task__foureyestask", "claim__user", "summary"
        )
        .defer("revision__content")
        .order_by("started_at", "pk")
    )


def marked_for(user: Any) -> QuerySet[Any]:
    """`under_review`, with `wrote` and `voted`: what forbids this person to decide."""
    return under_review().annotate(
        wrote=Exists(ReviewSummary.objects.filter(task_state=OuterRef("pk"), authors=user)),
        voted=Exists(Approval.objects.filter(task_state=OuterRef("pk"), user=user)),
    )


def decidable_by(user: Any) -> QuerySet[TaskState]:
    if not has_role(user, RELECTEUR):
        return TaskState.objects.none()
    return marked_for(user).filter(wrote=False, voted=False)


def waiting_for_others(user: Any) -> QuerySet[TaskState]:
    """What is under review and that this person does not decide."""
    marked = marked_for(user)
    return marked.filter(Q(wrote=True) | Q(voted=True)) if has_role(user, RELECTEUR) else marked


def items(task_states: Iterable[Any], user: Any) -> list[Item]:
    """Of a page of one of the lists above."""
    reviewer = has_role(user, RELECTEUR)
    return [item(task_state, "" if reviewer else NOT_REVIEWER) for task_state in task_states]


def item(task_state: Any, why_not: str) -> Item:
    reason = WROTE if task_state.wrote else VOTED if task_state.voted else why_not
    return Item(
        page_id=int(task_state.workflow_state.object_id),
        title=task_state.revision.object_str,
        kind=str(capfirst(task_state.revision.content_type.model_class()._meta.verbose_name)),
        submitted_by=task_state.workflow_state.requested_by,
        submitted_at=timezone.localtime(task_state.started_at),
        due=due_on(task_state),
        labels=task_state.summary.labels if hasattr(task_state, "summary") else [],
        claimed_by=task_state.claim.user if hasattr(task_state, "claim") else None,
        why_not=why_not if why_not == NOT_REVIEWER else reason,
    )


def item_of(page: Any, user: Any) -> Item | None:
    """The version of this page that is under review, if any."""
    found = marked_for(user).filter(workflow_state__object_id=str(page.pk)).last()
    return items([found], user)[0] if found else None
