"""Reviews that last too long: their reviewers are told, once a day, in one mail each."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from cms.core.mail import absolute, queue
from cms.core.partial_dates import in_words
from cms.workflow.models import FourEyesTask, due_on
from cms.workflow.notifications import WHY_REVIEWER
from cms.workflow.people import barred_from, reviewers
from cms.workflow.preferences import Wish, wanting

FIRST_HOUR = 7
"""In Paris. A worker that was stopped catches up later in the day; a whole day missed is not told twice the next."""


def remind(now: datetime.datetime | None = None) -> None:
    """For the sweep. The key of each mail holds the day: several runs, or several workers, write it once."""
    now = now or timezone.localtime()
    if now.hour < FIRST_HOUR:
        return
    pages = [(state, state.workflow_state.content_object) for state in overdue(now.date())]
    late = [(state, page, barred_from(page)) for state, page in pages]
    if not late:
        return
    for user in wanting(Wish.TO_REVIEW, reviewers()).order_by("pk"):
        mine = [_item(state, page) for state, page, barred in late if user.pk not in barred]
        if mine:
            queue("digest", user.email, _said(mine), key=f"relance:{now.date()}:{user.pk}")


def overdue(today: datetime.date) -> list[TaskState]:
    """Reviews in progress whose day is past, oldest first."""
    started: QuerySet[TaskState] = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, task__in=FourEyesTask.objects.all()
    ).select_related("workflow_state", "revision", "task")
    return [state for state in started.order_by("started_at") if due_on(state) < today]


def _item(state: TaskState, page: Any) -> dict[str, str]:
    return {
        "title": state.revision.content["title"],
        "detail": f"Attendue le {in_words(due_on(state))} au plus tard.",
        "url": absolute(reverse("workflow_desk:item", args=[page.pk])),
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
