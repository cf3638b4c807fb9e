"""« Où en est-on ? »: the rows of all pages, by status, territory and citizens' body. A fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, FilteredRelation, Min, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.core.public_tree import unrestricted
from cms.taxonomy.models import PUBLIC_STATES, FollowUpStatus
from concertation_pages.models import OpinionIndexPage, ProposalsPage, StatusChange
from concertation_pages.tracking.reading import Tally, followed_statuses, months_between, tally_of
from concertation_pages.tracking.silence import is_silent

RECENT = 8
SILENCES = 10


@dataclass
class Followed:
    """A report or an opinion: how many of its rows have each status, None for those of which nothing is known."""

    path: str
    territory: tuple[str, str] | None
    """Name and slug; None for an opinion."""
    announced: int
    numbers: Counter[Any] = field(default_factory=Counter)
    silent: int = 0
    since: Any = None

    @property
    def total(self) -> int:
        """A page may announce more rows than it has."""
        return max(self.numbers.total(), self.announced)


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
    lists: Sequence[Page]
    """Where the rows themselves are."""

    @property
    def rows(self) -> list[tuple[FollowUpStatus, str, str]]:
        """Each status, and what may be said of the proposals and of the recommendations."""
        said = [{row.status: row.said for row in whole.rows} for whole in (self.proposals, self.recommendations)]
        return [(status, said[0].get(status, ""), said[1].get(status, "")) for status in said[0] | said[1]]


def overview(page: Page) -> Overview:
    """For the page that shows it, beside which are the lists."""
    statuses, followed = followed_statuses(), _followed()
    reports = [one for one in followed if one.territory]
    opinions = [one for one in followed if not one.territory]
    others = _other_pages(page, {one.path[: -Page.steplen] for one in opinions if one.total})
    return Overview(
        proposals=_whole(reports, statuses),
        recommendations=_whole(opinions, statuses),
        territories=_territories(reports, statuses),
        bodies=_bodies(opinions, others, statuses),
        recent=_recent(),
        silences=_silences(reports),
        lists=[one for one in others if one.specific_class in (ProposalsPage, OpinionIndexPage)],
    )


def _readable() -> Any:
    """Opinions, and the reports of public territories."""
    followed = Q(reportpage__commitment__state__in=PUBLIC_STATES) | Q(opinionpage__isnull=False)
    return unrestricted(Page.objects.filter(followed).order_by())


def _followed() -> list[Followed]:
    """Every report and opinion that anybody may read; one query."""
    latest = StatusChange.objects.accepted().filter(item=OuterRef("row")).order_by("-recorded_at", "-pk")
    silent = is_silent("row")
    counted = _readable().annotate(
        row=FilteredRelation("tracked_items", condition=Q(tracked_items__shown=True)),
        status=Subquery(latest.values("status")[:1]),
    )
    names = ("reportpage__commitment__name", "reportpage__commitment__slug", "opinionpage__recommendation_count")
    found: dict[int, Followed] = {}
    for pk, path, name, slug, announced, status, number, waiting, since in counted.values_list(
        "pk", "path", *names, "status"
    ).annotate(number=Count("row"), waiting=Count("row", filter=silent), since=Min("row__asked_on", filter=silent)):
        page = found.setdefault(pk, Followed(path, (name, slug) if name else None, announced or 0))
        page.numbers[status] += number
        page.silent += waiting
        page.since = min(filter(None, (page.since, since)), default=None)
    return list(found.values())


def _whole(pages: Sequence[Followed], statuses: Sequence[FollowUpStatus]) -> Tally:
    numbers = sum((page.numbers for page in pages), Counter())
    return tally_of(numbers, sum(page.total for page in pages), statuses)


def _territories(reports: Iterable[Followed], statuses: Sequence[FollowUpStatus]) -> list[Group]:
    """Those with a proposal online: first those of which the most is known, then by name."""
    below: dict[Any, list[Followed]] = defaultdict(list)
    for page in reports:
        if page.total:
            below[page.territory].append(page)
    groups = [
        Group(name, reverse("committed_territory", args=[slug]), _whole(pages, statuses))
        for (name, slug), pages in below.items()
    ]
    return sorted(groups, key=lambda group: (-group.tally.known, group.name))


def _other_pages(page: Page, bodies: Iterable[str]) -> list[Page]:
    """Bodies by their path, and the lists beside the page, in the order of the tree."""
    beside = Q(path__startswith=page.path[: -Page.steplen], depth=page.depth) & _is(ProposalsPage, OpinionIndexPage)
    return list(Page.objects.live().filter(Q(path__in=bodies) | beside).order_by("path"))


def _is(*page_classes: type[Page]) -> Q:
    types = ContentType.objects.get_for_models(*page_classes)
    return Q(content_type__in=types.values())


def _bodies(opinions: Iterable[Followed], others: Iterable[Page], statuses: Sequence[FollowUpStatus]) -> list[Group]:
    """Those with a recommendation."""
    below: dict[str, list[Followed]] = defaultdict(list)
    for page in opinions:
        below[page.path[: -Page.steplen]].append(page)
    return [
        Group(body.title, body.get_url(), _whole(below[body.path], statuses)) for body in others if body.path in below
    ]


def _recent() -> list[StatusChange]:
    """Accepted last, of rows that anybody may read."""
    changes = StatusChange.objects.accepted().filter(item__shown=True, item__page__in=_readable().values("pk"))
    return list(changes.select_related("item__page", "status").order_by("-decided_at", "-pk")[:RECENT])


def _silences(reports: Iterable[Followed]) -> list[Silence]:
    """Longest first."""
    today = timezone.localdate()
    silent = sorted((page for page in reports if page.silent and page.territory), key=lambda page: page.since)
    return [
        Silence(page.territory[0], page.silent, months_between(page.since, today))  # type: ignore[index]
        for page in silent[:SILENCES]
    ]
