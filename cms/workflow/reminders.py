"""Reviews that last too long: their reviewers are told, once a day, in one mail each."""

import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from cms.core.mail import absolute, queue
from cms.core.models import OutgoingMail
from cms.core.partial_dates import in_words
from cms.members.roles import RELECTEUR, holders_of
from cms.workflow.desk.items import under_review
from cms.workflow.models import due_on
from cms.workflow.notifications import WHY_REVIEWER
from cms.workflow.preferences import Wish, wanting

FIRST_HOUR = 7
"""In Paris. A worker that was stopped catches up later in the day; a whole day missed is not told twice the next."""


@transaction.atomic
def remind(now: datetime.datetime | None = None) -> None:
    """For the sweep. The mails of a day are written together: one of them says that it is done. The key of each holds
    the day: several workers write it once.
    """
    now = now or timezone.localtime()
    today = f"relance:{now.date()}:"
    if now.hour < FIRST_HOUR or OutgoingMail.objects.filter(key__startswith=today).exists():
        return
    late = [(_item(state), _barred_from(state)) for state in overdue(now.date())]
    if not late:
        return
    for user in wanting(Wish.TO_REVIEW, holders_of(RELECTEUR)).order_by("pk"):
        mine = [item for item, barred in late if user.pk not in barred]
        if mine:
            queue("digest", user.email, _said(mine), key=f"{today}{user.pk}")


def overdue(today: datetime.date) -> list[TaskState]:
    """Reviews in progress whose day is past, oldest first."""
    started = under_review().prefetch_related("summary__authors", "approvals")
    return [state for state in started if due_on(state) < today]


def _barred_from(state: Any) -> set[int | None]:
    """Who may not decide of it: `people.barred_from`, of all reviews at once."""
    authors = {author.pk for author in state.summary.authors.all()} if hasattr(state, "summary") else set()
    return authors | {approval.user_id for approval in state.approvals.all()}


def _item(state: Any) -> dict[str, str]:
    return {
        "title": state.revision.object_str,
        "detail": f"Attendue le {in_words(due_on(state))} au plus tard.",
        "url": absolute(reverse("workflow_desk:item", args=[state.workflow_state.object_id])),
    }


def _said(items: list[dict[str, str]]) -> dict[str, Any]:
    many = len(items) > 1
    count = f"{len(items)} contenus attendent" if many else "Un contenu attend"
    return {
        "subject": f"{count} votre relecture",
        "sentence": f"{count} votre relecture depuis trop longtemps",
        "items": items,
        "url": absolute(reverse("workflow_desk:index")),
        "action": "Voir mes relectures",
        "why": WHY_REVIEWER,
        "preferences_url": absolute(reverse("mail_preferences")),
    }
