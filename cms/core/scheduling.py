"""Pages that go online or offline at a date.

Wagtail's `publish_scheduled` stops at the first page that fails and leaves the following ones unpublished; here each
has its own transaction, and is re-read inside it because two workers may sweep at once.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page, Revision

logger = logging.getLogger(__name__)


def publish_due() -> None:
    """Publish every approved revision whose date has come."""
    due = Revision.objects.filter(approved_go_live_at__lte=timezone.now()).order_by("approved_go_live_at")
    _each(due, lambda revision: revision.publish(log_action="wagtail.publish.scheduled"))


def unpublish_expired() -> None:
    """Take every page past its expiry date offline."""
    expired = Page.objects.live().filter(expire_at__lte=timezone.now()).order_by("expire_at")
    _each(expired, lambda page: page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled"))


def _each(due: QuerySet[Any], act: Callable[[Any], None]) -> None:
    for pk in list(due.values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                for row in due.select_for_update().filter(pk=pk):
                    act(row)
        except Exception:
            logger.exception("%s %s cannot follow its schedule", due.model.__name__, pk)
