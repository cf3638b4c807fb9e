"""What the page of an opinion shows: its recommendations by status, what is late, what came out of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, groupby
from typing import Any, NamedTuple

from django.db.models import Q
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from wagtail.models import Page

from cms.core.partial_dates import PartialDate
from cms.core.public_tree import unrestricted
from cms.core.row_pages import RowPage, row_page
from cms.taxonomy.models import FollowUpStatus
from concertation_pages.models import OpinionPage
from concertation_pages.opinions.weights import WeighedRecommendation, has_tiles, room
from concertation_pages.tracking.reading import Standings, Tally, standings, tally
from search.vocabularies import NO_STATUS, NO_STATUS_LABEL

SUITE = "suite"
DONE = "realisee"


class Filter(NamedTuple):
    """The recommendations of one status, or all of them."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class ShownRecommendation(WeighedRecommendation):
    """A recommendation, its standing, and the page that it led to when anybody may read it."""

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
    """Those of one opinion. `row_page` has those of the statuses `chosen`; without any, of all."""

    every: Sequence[ShownRecommendation]
    row_page: RowPage[ShownRecommendation]
    tally: Tally
    filters: Sequence[Filter]
    chosen: Sequence[str]
    """Labels."""
    ignored: Sequence[str]
    """Values that mean nothing."""

    @property
    def lines(self) -> list[list[ShownRecommendation]]:
        """The lines of the table: numbers that follow each other share one when nothing is known of them."""
        ranks = count()
        runs = groupby(self.row_page.rows, lambda one: one.row.number - next(ranks) if one.is_bare else one.anchor)
        return [list(run) for _, run in runs]

    @property
    def tiles(self) -> Sequence[ShownRecommendation]:
        return self.every if has_tiles(len(self.every)) else ()

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
    around = public_around(page)
    parent = around.get(page.get_parent().pk)
    beside = [one.opinionpage for one in around.values() if one.is_sibling_of(page) and one.pk != page.pk]
    recommendations = recommendations_of(page, request, around)
    return {
        "citizen_body": parent and parent.citizenbodypage,
        "others": sorted(beside, key=lambda other: other.number),
        "recommendations": recommendations,
        "row_page": recommendations.row_page,
    }


def public_around(page: OpinionPage) -> dict[int | None, Any]:
    """By key, what anybody may read of the body, of its opinions and of what recommendations lead to; one query."""
    linked = {pk for row in page.recommendations.all() for pk in (row.deliverable_page_id, row.axis_id) if pk}
    parent = page.get_parent()
    family = Q(pk=parent.pk) | Q(path__startswith=parent.path, depth=page.depth)
    found = unrestricted(Page.objects.filter(family | Q(pk__in=linked)))
    return {one.pk: one for one in found.select_related("opinionpage", "citizenbodypage__authority")}


def recommendations_of(page: OpinionPage, request: HttpRequest, around: Mapping[int | None, Any]) -> Recommendations:
    known = standings([page.pk]) if page.pk else Standings()
    every = list(_shown(page, known, around))
    statuses = list(FollowUpStatus.objects.select_related("merged_into"))
    chosen, ignored, labels = _chosen(request.GET, statuses)
    total = total_of(page.recommendation_count, len(every))
    counts = tally((row.standing for row in every), total, [status for status in statuses if not status.merged_into])
    shown = [row for row in every if not chosen or row.status_slug in chosen]
    return Recommendations(
        every=every,
        row_page=row_page(request, shown, room(len(every)), {SUITE: chosen} if chosen else {}, every),
        tally=counts,
        filters=_filters(page, counts, chosen),
        chosen=[labels[slug] for slug in chosen],
        ignored=ignored,
    )


def total_of(announced: int | None, rows: int) -> int:
    """How many recommendations an opinion has, those that nobody has entered yet included."""
    return max(announced or 0, rows)


def _shown(page: OpinionPage, known: Standings, around: Mapping[int | None, Any]) -> Iterable[ShownRecommendation]:
    for row in sorted(page.recommendations.all(), key=lambda row: row.number):
        outcome, axis = around.get(row.deliverable_page_id), around.get(row.axis_id)
        yield ShownRecommendation(row, known[page.pk, row.code], outcome, axis)


def _chosen(asked: QueryDict, statuses: Sequence[FollowUpStatus]) -> tuple[list[str], list[str], dict[str, str]]:
    """Known values asked for, the others, and every label. A status that was merged answers by its replacement."""
    kept = {status.slug: status.merged_into or status for status in statuses}
    labels = {status.slug: status.label for status in kept.values()} | {NO_STATUS: NO_STATUS_LABEL}
    values = list(filter(None, asked.getlist(SUITE)))
    resolved = [kept[value].slug if value in kept else value for value in values]
    known = list(dict.fromkeys(slug for slug in resolved if slug in labels))
    return known, [value for value, slug in zip(values, resolved, strict=True) if slug not in labels], labels


def _filters(page: OpinionPage, counts: Tally, chosen: Sequence[str]) -> list[Filter]:
    statuses = [(row.status.slug, row.status.label) for row in counts.rows]
    found = [Filter("Toutes", f"{page.url}#detail", not chosen)]
    for slug, label in [*statuses, (NO_STATUS, NO_STATUS_LABEL)]:
        found.append(Filter(label, f"{page.url}?{SUITE}={slug}#detail", slug in chosen))
    return found
