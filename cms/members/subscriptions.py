"""What alerts and follows share: one address that asked, without account, to be told of one thing, and confirmed it.

The row of a subscription has an `email`, a `digest` that is unique for that address and that thing, the days when it
was asked and confirmed, and its signed `links`.
"""

import datetime
from typing import Any, TypeVar

from django.db import models
from django.utils import timezone

Row = TypeVar("Row", bound=models.Model)
ATTEMPTS = 3
JUST_NOW = datetime.timedelta(minutes=10)
"""A form sent again so soon asks for nothing more: the mail is on its way."""


class SubscriptionQuerySet(models.QuerySet[Row]):
    def of(self, email: str) -> "SubscriptionQuerySet[Row]":
        """Those of this address, however it is written; none for no address."""
        return self.filter(email__iexact=email) if email else self.none()

    def confirmed(self) -> "SubscriptionQuerySet[Row]":
        return self.exclude(confirmed_at=None)

    def waiting(self) -> "SubscriptionQuerySet[Row]":
        """Asked for, perhaps by somebody else: nothing is sent before the address has confirmed."""
        return self.filter(confirmed_at=None)


def kept(wanted: Row) -> Row:
    """The row of that address and that thing, new or not, locked; one that is stopped meanwhile is new."""
    rows: Any = type(wanted)._default_manager
    for _ in range(ATTEMPTS):
        rows.bulk_create([wanted], ignore_conflicts=True)
        found: Row | None = rows.select_for_update().filter(digest=wanted.digest).first()  # type: ignore[attr-defined]
        if found:
            return found
    raise type(wanted).DoesNotExist  # type: ignore[attr-defined]


def is_asked_just_now(row: Any) -> bool:
    return bool(row.links.filter(created_at__gt=timezone.now() - JUST_NOW).exists())


def close_links(row: Any) -> None:
    """Before a new one is sent: those to confirm no longer open."""
    for link in row.links.filter(used_at=None, revoked_at=None):
        link.revoke(None)
