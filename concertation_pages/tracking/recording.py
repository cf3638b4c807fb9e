"""A point is recorded: it waits for somebody who did not write it."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from cms.core.partial_dates import PartialDate
from cms.members.models import User
from cms.taxonomy.models import FollowUpStatus
from concertation_pages.models import Referent, StatusChange, TrackedItem

REPLACED = "Remplacé par la réponse suivante de la même collectivité."


@dataclass(frozen=True)
class Point:
    """What is said of an item. `author_name` is who says it, in public: an authority or a document, never a person."""

    status: FollowUpStatus
    author_name: str
    as_of: PartialDate | None = None
    reason: str = ""
    proof_url: str = ""
    proof_document: Any = None
    source: str = ""


@transaction.atomic
def record(
    item: TrackedItem, point: Point, *, author: User | None = None, referent: Referent | None = None
) -> StatusChange:
    """The new point, or the one that waits already and says the same: a form sent twice is one answer.

    What the same collectivité said before and that still waits gives way to it. Raises ValidationError.
    """
    held = TrackedItem.objects.select_for_update().get(pk=item.pk)
    change = StatusChange(item=held, author=author, referent=referent, **vars(point))
    change.full_clean()
    for earlier in _waiting_of_same(held, referent, author):
        if _says(earlier) == _says(change):
            return earlier
        if referent:
            earlier.decision, earlier.decision_reason = StatusChange.Decision.REFUSED, REPLACED
            earlier.save(update_fields=["decision", "decision_reason"])
    change.save()
    return change


def _waiting_of_same(item: TrackedItem, referent: Referent | None, author: User | None) -> list[StatusChange]:
    waiting = StatusChange.objects.waiting().filter(item=item)
    if referent:
        return list(waiting.filter(referent__commitment=referent.commitment_id))
    return list(waiting.filter(author=author, referent=None))


def _says(change: StatusChange) -> tuple[Any, ...]:
    return (
        change.status_id,
        change.as_of,
        change.reason,
        change.proof_url,
        change.proof_document_id,
        change.author_name,
        change.source,
    )
