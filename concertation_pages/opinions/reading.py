"""What the page of an opinion shows: its recommendations by status, what is late, what came out of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from wagtail.models import Page

from cms.core.partial_dates import PartialDate
from cms.core.public_tree import unrestricted
from concertation_pages.models import OpinionPage, Recommendation
from concertation_pages.tracking.reading import Standing, Standings, Tally, followed_statuses, standings, tally
from search.vocabularies import NO_STATUS, NO_STATUS_LABEL, Vocabulary, follow_up

SUITE = "suite"
DONE = "realisee"


class Filter(NamedTuple):
    """The recommendations of one status, or all of them."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class ShownRecommendation:
    """A recommendation, its standing, and the page that it led to when anybody may read it."""

    row: Recommendation
    standing: Standing
    outcome: Page | None
    axis: Page | None

    @property
    def status_slug(self) -> str:
        return self.standing.status.slug if self.standing.status else NO_STATUS

    @property
    def is_past_due(self) -> bool:
        """Whether the day by which it was to be done is behind, and nobody said that it is done."""
        due: PartialDate | None = self.row.due
        return bool(due and due.last_day < timezone.localdate() and self.status_slug != DONE)

    @property
    def is_late(self) -> bool:
        """Without a known state nobody can tell: it may have been done."""
        return self.is_past_due and self.standing.status is not None


@dataclass(frozen=True)
class Recommendations:
    """Those of one opinion. `shown` are those of the statuses `chosen`; without any, all."""

    every: Sequence[ShownRecommendation]
    shown: Sequence[ShownRecommendation]
    tally: Tally
    filters: Sequence[Filter]
    chosen: Sequence[str]
    """Labels."""
    ignored: Sequence[str]
    """Values that mean nothing."""

    @property
    def latest(self) -> PartialDate | None:
        """Day of the last point known, as precise as it is."""
        changes = [known.standing.change for known in self.every if known.standing.change]
        newest = max(changes, key=lambda change: change.recorded_at, default=None)
        return newest.as_of if newest else None

    @property
    def missing(self) -> int:
        """How many the opinion has that nobody has entered yet."""
        return self.tally.total - len(self.every)


def opinion_context(page: OpinionPage, request: HttpRequest) -> dict[str, Any]:
    body = page.citizen_body()
    others = unrestricted(OpinionPage.objects.sibling_of(page, inclusive=False)).order_by("number") if body else []
    return {
        "citizen_body": body,
        "others": others,
        "recommendations": recommendations_of(page, request.GET),
    }


def recommendations_of(page: OpinionPage, asked: QueryDict) -> Recommendations:
    known = standings([page.pk]) if page.pk else Standings()
    every = list(_shown(page, known))
    chosen, ignored, vocabulary = _chosen(asked)
    counts = tally(
        (row.standing for row in every), total_of(page.recommendation_count, len(every)), followed_statuses()
    )
    return Recommendations(
        every=every,
        shown=[row for row in every if not chosen or row.status_slug in chosen],
        tally=counts,
        filters=_filters(page, counts, chosen),
        chosen=[vocabulary.label(slug) for slug in chosen],
        ignored=ignored,
    )


def total_of(announced: int | None, rows: int) -> int:
    """How many recommendations an opinion has, those that nobody has entered yet included."""
    return max(announced or 0, rows)


def _shown(page: OpinionPage, known: Standings) -> Iterable[ShownRecommendation]:
    rows = sorted(page.recommendations.all(), key=lambda row: row.number)
    linked = {pk for row in rows for pk in (row.deliverable_page_id, row.axis_id) if pk}
    public = {found.pk: found for found in unrestricted(Page.objects.filter(pk__in=linked))} if linked else {}
    for row in rows:
        outcome, axis = public.get(row.deliverable_page_id), public.get(row.axis_id)
        yield ShownRecommendation(row, known[page.pk, row.code], outcome, axis)


def _chosen(asked: QueryDict) -> tuple[list[str], list[str], Vocabulary]:
    """Known values, others, and the words for the former. The statuses are read when one is asked for."""
    values = list(filter(None, asked.getlist(SUITE)))
    vocabulary = follow_up(()) if values else Vocabulary()
    known = list(dict.fromkeys(slug for slug in map(vocabulary.resolve, values) if slug in vocabulary))
    return known, [value for value in values if vocabulary.resolve(value) not in known], vocabulary


def _filters(page: OpinionPage, counts: Tally, chosen: Sequence[str]) -> list[Filter]:
    statuses = [(row.status.slug, row.status.label) for row in counts.rows]
    found = [Filter("Toutes", f"{page.url}#detail", not chosen)]
    for slug, label in [*statuses, (NO_STATUS, NO_STATUS_LABEL)]:
        found.append(Filter(label, f"{page.url}?{SUITE}={slug}#detail", slug in chosen))
    return found
