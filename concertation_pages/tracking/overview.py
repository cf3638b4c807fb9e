"""« Où en est-on ? »: the rows of all pages, by status, territory and citizens' body. A fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from cms.core.months import months_after
from cms.core.public_tree import unrestricted
from cms.taxonomy.models import FollowUpStatus
from concertation_pages.models import CitizenBodyPage, OpinionPage, ReportPage, StatusChange, TrackedItem
from concertation_pages.tracking.reading import SILENT, Tally, followed_statuses, months_between, tally_of

Numbers = Counter[Any]
"""Status to a number of rows; None for those of which nothing is known."""
RECENT = 8
SILENCES = 10
STEP = len("0000")
"""Characters of one level in the path of a page."""


@dataclass(frozen=True)
class Group:
    """The rows of a territory or of a citizens' body."""

    name: str
    url: str
    tally: Tally


@dataclass(frozen=True)
class Silence:
    """A territory that was asked, and has not answered for some of its rows."""

    name: str
    number: int
    months: int


@dataclass(frozen=True)
class Overview:
    """What the page shows."""

    proposals: Tally
    recommendations: Tally
    territories: Sequence[Group]
    bodies: Sequence[Group]
    recent: Sequence[StatusChange]
    silences: Sequence[Silence]

    @property
    def rows(self) -> list[tuple[FollowUpStatus, str, str]]:
        """Each status, and what may be said of the proposals and of the recommendations."""
        said = [{row.status: row.said for row in whole.rows} for whole in (self.proposals, self.recommendations)]
        return [(status, said[0].get(status, ""), said[1].get(status, "")) for status in said[0] | said[1]]


def overview() -> Overview:
    statuses = followed_statuses()
    by_page = _numbers_by_page()
    reports = list(_public(ReportPage).select_related("commitment").only("commitment__name", "commitment__slug"))
    opinions = list(_public(OpinionPage).only("path", "recommendation_count"))
    totals = {page.pk: page.recommendation_count or 0 for page in opinions}
    territories = _territories(reports, by_page, statuses)
    return Overview(
        proposals=_whole([by_page[page.pk] for page in reports], (), statuses),
        recommendations=_whole([by_page[page.pk] for page in opinions], totals.values(), statuses),
        territories=territories,
        bodies=_bodies(opinions, by_page, totals, statuses),
        recent=_recent(),
        silences=_silences({page.pk: page.commitment.name for page in reports}),
    )


def _public(page_class: type[Any]) -> QuerySet[Any]:
    return unrestricted(page_class.objects.all())


def _shown() -> QuerySet[TrackedItem]:
    return TrackedItem.objects.filter(shown=True)


def _numbers_by_page() -> Mapping[int, Numbers]:
    latest = StatusChange.objects.accepted().filter(item=OuterRef("pk")).order_by("-recorded_at", "-pk")
    counted = _shown().annotate(status=Subquery(latest.values("status")[:1])).values_list("page", "status")
    by_page: dict[int, Numbers] = defaultdict(Counter)
    for page, status, number in counted.annotate(number=Count("pk")):
        by_page[page][status] = number
    return by_page


def _whole(numbers: Iterable[Numbers], totals: Iterable[int], statuses: Sequence[FollowUpStatus]) -> Tally:
    """Of several pages at once. A page may announce more rows than it has."""
    listed = list(numbers)
    announced = [*totals] or [0] * len(listed)
    total = sum(max(page.total(), more) for page, more in zip(listed, announced, strict=True))
    return tally_of(sum(listed, Counter()), total, statuses)


def _territories(
    reports: Iterable[ReportPage], by_page: Mapping[int, Numbers], statuses: Sequence[FollowUpStatus]
) -> list[Group]:
    """Those with a proposal online: first those of which the most is known, then by name."""
    commitments = {page.commitment_id: page.commitment for page in reports}
    numbers: dict[int, Numbers] = defaultdict(Counter)
    for page in reports:
        numbers[page.commitment_id] += by_page[page.pk]
    groups = [
        Group(commitments[pk].name, commitments[pk].get_absolute_url(), tally_of(found, found.total(), statuses))
        for pk, found in numbers.items()
        if found
    ]
    return sorted(groups, key=lambda group: (-group.tally.known, group.name))


def _bodies(
    opinions: Sequence[OpinionPage],
    by_page: Mapping[int, Numbers],
    totals: Mapping[int, int],
    statuses: Sequence[FollowUpStatus],
) -> list[Group]:
    """Those with a recommendation, by title."""
    below: dict[str, list[OpinionPage]] = defaultdict(list)
    for page in opinions:
        if by_page[page.pk] or totals[page.pk]:
            below[page.path[:-STEP]].append(page)
    bodies = CitizenBodyPage.objects.live().filter(path__in=below).order_by("title")
    return [
        Group(body.title, body.get_url(), _whole(_of(below, body, by_page), _of(below, body, totals), statuses))
        for body in bodies
    ]


def _of(below: Mapping[str, Sequence[OpinionPage]], body: CitizenBodyPage, values: Mapping[int, Any]) -> list[Any]:
    return [values[page.pk] for page in below[body.path]]


def _recent() -> list[StatusChange]:
    """Accepted last, of rows that anybody may read."""
    readable = Q(item__page__in=_public(ReportPage).values("pk")) | Q(item__page__in=_public(OpinionPage).values("pk"))
    changes = StatusChange.objects.accepted().filter(readable, item__shown=True)
    return list(changes.select_related("item__page", "status").order_by("-decided_at", "-pk")[:RECENT])


def _silences(names: Mapping[int, str]) -> list[Silence]:
    """Longest first."""
    today = timezone.localdate()
    answers = StatusChange.objects.accepted().filter(item=OuterRef("pk"), recorded_at__date__gte=OuterRef("asked_on"))
    waiting = _shown().filter(~Exists(answers), page__in=names, asked_on__lte=months_after(today, -SILENT))
    found = waiting.values("page").annotate(number=Count("pk"), since=Min("asked_on")).order_by("since", "page")
    return [Silence(names[row["page"]], row["number"], months_between(row["since"], today)) for row in found[:SILENCES]]
