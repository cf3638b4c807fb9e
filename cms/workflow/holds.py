"""What keeps an approved version from going online at once: a lot, which publishes all of its pages at one instant.

Whoever holds pages registers here; the end of a review and the rules ask.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet


@dataclass(frozen=True)
class Hold:
    """`held()`: rows whose `page_id` is a page of which an approved version waits. `take(revision)`: keep this one,
    just approved, for later; called in the transaction that ends the review, it tells whether it did.
    """

    held: Callable[[], QuerySet[Any]]
    take: Callable[[Any], bool]


_holds: list[Hold] = []


def register(hold: Hold) -> None:
    _holds.append(hold)


def is_held(page: Any) -> bool:
    """Asked once of a page object, or not at all when its query asked (`with_holds`)."""
    if not hasattr(page, "_is_held"):
        page._is_held = bool(held_among([page.pk]))
    return bool(page._is_held)


def held_among(keys: Iterable[int]) -> set[int]:
    """Those of these keys of pages that are held."""
    asked = list(keys)
    return {key for hold in _holds for key in hold.held().filter(page_id__in=asked).values_list("page_id", flat=True)}


def with_holds(pages: QuerySet[Any]) -> QuerySet[Any]:
    """The same pages, that all know whether they are held."""
    held = Q()
    for hold in _holds:
        held |= Q(Exists(hold.held().filter(page_id=OuterRef("pk"))))
    return pages.annotate(_is_held=held)


def taken(revision: Any) -> bool:
    return any(hold.take(revision) for hold in _holds)
