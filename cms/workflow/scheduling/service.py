"""Pages that go online or offline at a date.

Wagtail's `publish_scheduled` stops at the first page that fails and leaves the following ones unpublished; here each
has its own transaction, is re-read inside it because two workers may sweep at once, and its failure is told.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.db import OperationalError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.core.mail import absolute, queue
from cms.members.models import User
from cms.workflow import lots
from cms.workflow.models import ScheduleFailure
from cms.workflow.people import editors
from cms.workflow.permissions import Action, may
from cms.workflow.scheduling.reasons import reason_of
from cms.workflow.steps import StepRefused

logger = logging.getLogger(__name__)


class _Due(NamedTuple):
    """A page, and when it should go online, or offline."""

    page_key: int
    date: datetime
    is_expiry: bool = False


def publish_due() -> None:
    """Publish every approved revision whose date has come, in the order of the dates."""
    due = Revision.objects.filter(approved_go_live_at__lte=timezone.now()).order_by("approved_go_live_at", "pk")
    _each(due, _publish, lambda revision: _Due(int(revision.object_id), revision.approved_go_live_at))


def unpublish_expired() -> None:
    """Take every page past its expiry date offline."""
    expired = Page.objects.live().filter(expire_at__lte=timezone.now()).order_by("expire_at", "pk")
    _each(expired, _unpublish, lambda page: _Due(page.pk, page.expire_at, is_expiry=True))


def unschedule(page: Page, user: User) -> None:
    """Forget the date of an approved version, or its place in a lot: it is a draft again, to be submitted anew."""
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=page.pk)
        current = Page.objects.get(pk=page.pk).specific
        if not may(user, Action.UNSCHEDULE, current):
            raise StepRefused("Cette page n’est pas programmée, ou votre rôle ne permet pas de l’annuler.")
        for revision in current.revisions.filter(approved_go_live_at__isnull=False):
            revision.approved_go_live_at = None
            revision.save(user=user, update_fields=["approved_go_live_at"])  # Wagtail logs it
        lots.leave(current, user)
        ScheduleFailure.objects.filter(page=current).delete()


def _publish(revision: Any) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")


def _unpublish(page: Any) -> None:
    page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _each(rows: QuerySet[Any], act: Callable[[Any], None], due_of: Callable[[Any], _Due]) -> None:
    for row in list(rows):
        due = due_of(row)
        try:
            with transaction.atomic():
                Page.objects.select_for_update().filter(pk=due.page_key).first()  # first, as every step does
                for current in rows.select_for_update().filter(pk=row.pk):
                    act(current)
                    ScheduleFailure.objects.filter(page_id=due.page_key).delete()
        except OperationalError:
            raise  # the database is busy or gone: the next sweep starts again here
        except Exception as error:  # noqa: BLE001  # one page that fails must not stop the others
            _tell(due, error)


@transaction.atomic
def _tell(due: _Due, error: Exception) -> None:
    """On the desk and in the log once for each reason, by mail once for each date."""
    page = Page.objects.filter(pk=due.page_key).first()
    told = {"due_at": due.date, "is_expiry": due.is_expiry, "reason": reason_of(error)[:500]}
    if page is None or ScheduleFailure.objects.filter(page=page, **told).exists():
        return
    logger.error("Page %s cannot follow its schedule", due.page_key, exc_info=error)
    failure, _ = ScheduleFailure.objects.update_or_create(page=page, defaults=told)
    context = {
        "page": page,
        "failure": failure,
        "url": absolute(reverse("schedule")),
        "action": "Voir les pages programmées",
    }
    event = f"programmation:{due.page_key}:{due.date:%Y%m%d%H%M}"
    for person in editors():
        queue("schedule_failed", person.email, context, key=f"{event}:{person.pk}")
