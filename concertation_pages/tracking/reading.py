"""Where each proposal and recommendation stands, as the public may read it: accepted points only."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.formats import number_format

from cms.core.partial_dates import PartialDate
from cms.taxonomy.models import FollowUpStatus
from concertation_pages.models.tracking import StatusChange, TrackedItem
from concertation_pages.tracking.silence import SILENT

NOT_KNOWN = "non connu"


@dataclass(frozen=True)
class Standing:
    """One row. Without any accepted point its state is « non communiqué »: a gap, not an answer.

    `history` has the newest point first, `change` is that one. `silent_months` is 0 while nobody who can answer
    received a request, or less than `SILENT` months ago. `is_answered`: the answer to a request is in review.
    """

    change: StatusChange | None = None
    history: Sequence[StatusChange] = ()
    silent_months: int = 0
    is_answered: bool = False

    @property
    def status(self) -> FollowUpStatus | None:
        return self.change.status if self.change else None

    @property
    def is_told(self) -> bool:
        """Whether there is something to say of the row."""
        return bool(self.change or self.silent_months or self.is_answered)

    @property
    def as_of(self) -> PartialDate | None:
        """The day the state was true, if its source says it."""
        return self.change.as_of if self.change else None


UNKNOWN = Standing()
Key = tuple[int, str]
"""Page and code of a row."""


class Standings(dict[Key, Standing]):
    """`UNKNOWN` for a row of which nothing was ever said."""

    def __missing__(self, key: Key) -> Standing:
        return UNKNOWN


@dataclass(frozen=True)
class TallyRow:
    """How many rows have this status; `said` is what may be written of it, `start` and `share` its part in per cent."""

    status: FollowUpStatus
    number: int
    said: str
    start: float
    share: float

    @property
    def end(self) -> float:
        return round(self.start + self.share, 2)


@dataclass(frozen=True)
class Tally:
    """Counts of some rows. While one of them has no state no count is whole: « au moins 3 », « non connu »."""

    total: int
    rows: Sequence[TallyRow]

    @property
    def known(self) -> int:
        return sum(row.number for row in self.rows)

    @property
    def unknown(self) -> int:
        return self.total - self.known

    @property
    def told(self) -> Sequence[TallyRow]:
        """The statuses that some row has."""
        return [row for row in self.rows if row.number]

    @property
    def sentence(self) -> str:
        """What the bar draws: « Réalisée : au moins 1. État non communiqué : 16 sur 17. »"""
        drawn = [f"{row.status.label} : {row.said}." for row in self.told]
        if self.unknown:
            drawn.append(f"État non communiqué : {self.unknown} sur {self.total}.")
        return " ".join(drawn)

    @property
    def known_share(self) -> float:
        return _per_cent(self.known, self.total)

    @property
    def unknown_share(self) -> float:
        return _per_cent(self.unknown, self.total)


def standings(page_ids: Iterable[int]) -> Standings:
    """Of every row of these pages that is followed, those that left their page included. Two queries."""
    items = TrackedItem.objects.filter(page__in=list(page_ids)).prefetch_related(Prefetch("changes", points()))
    return Standings({(item.page_id, item.code): standing(item) for item in items})


def points() -> QuerySet[StatusChange]:
    """What `standing` reads of a row, with what is shown of it."""
    return StatusChange.objects.not_refused().select_related("status", "proof_document")


def standings_of(page: Any) -> Standings:
    """Of one page whose `tracked_items__changes__status` may have been read with it: no query then."""
    items = page.tracked_items.all() if page.pk else ()  # one that is only previewed has none
    return Standings({(item.page_id, item.code): standing(item) for item in items})


def standing(item: TrackedItem) -> Standing:
    """Points in their order of recording: what was recorded last holds, whatever day it speaks of."""
    accepted = StatusChange.Decision.ACCEPTED
    changes = list(item.changes.all())
    history = [change for change in changes if change.decision == accepted][::-1]
    change = history[0] if history else None
    if item.asked_on and any(one.is_answer_in_review for one in changes):
        return Standing(change, history, is_answered=True)
    return Standing(change, history, _silent_months(item))


def _silent_months(item: TrackedItem) -> int:
    """Whole months since a request that this row has not been answered after."""
    months = months_between(item.asked_on, timezone.localdate()) if item.asked_on else 0
    return months if months >= SILENT else 0


def tally(known: Iterable[Standing], total: int, statuses: Sequence[FollowUpStatus] = ()) -> Tally:
    """Of `total` rows, of which `known` are those that something may be known of. Several tallies of a page share the
    `statuses`, in their order.
    """
    numbers = Counter(row.status.pk for row in known if row.status)
    return tally_of(numbers, max(total, numbers.total()), statuses or followed_statuses())


def tally_of(numbers: Mapping[int, int], total: int, statuses: Sequence[FollowUpStatus]) -> Tally:
    """The same of rows already counted: key of a status to the number of those that have it."""
    is_whole = sum(numbers.get(status.pk, 0) for status in statuses) == total
    rows, start = [], 0.0
    for status in statuses:
        number = numbers.get(status.pk, 0)
        if number or status.active:
            share = _per_cent(number, total)
            rows.append(TallyRow(status, number, _said(number, is_whole), start, share))
            start += share
    return Tally(total, rows)


def followed_statuses() -> list[FollowUpStatus]:
    """Those that a row may have, in their order."""
    return list(FollowUpStatus.objects.current())


def _said(number: int, is_whole: bool) -> str:
    if is_whole:
        return number_format(number, force_grouping=True)
    return f"au moins {number_format(number, force_grouping=True)}" if number else NOT_KNOWN


def months_between(first: datetime.date, last: datetime.date) -> int:
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (last.day < first.day)


def _per_cent(number: int, total: int) -> float:
    return round(100 * number / total, 2) if total else 0.0
