"""What the page of a body shows, and the bodies above the list of opinions."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count

from cms.core.public_tree import unrestricted
from cms.workflow import page_rows
from concertation_pages.models import BodyFigure, CitizenBodyPage, OpinionIndexPage, OpinionPage, StatusChange
from concertation_pages.opinions.reading import total_of
from concertation_pages.tracking.reading import Standing, Standings, Tally, followed_statuses, tally
from search.models import SearchEntry


@dataclass(frozen=True)
class Said:
    """What sources say under one label; several values are a disagreement, shown as it is."""

    label: str
    values: Sequence[BodyFigure]

    @property
    def is_figure(self) -> bool:
        """One number, that no source contradicts."""
        return len(self.values) == 1 and self.values[0].value.isdecimal()

    @property
    def is_disputed(self) -> bool:
        return len({row.value for row in self.values}) > 1


class FollowedOpinion(NamedTuple):
    """An opinion and its recommendations by status; no tally while nobody knows how many there are."""

    page: OpinionPage
    tally: Tally | None


class CountedBody(NamedTuple):
    """A body and what the public may read of it."""

    page: CitizenBodyPage
    opinions: int
    recommendations: int


def body_context(page: CitizenBodyPage) -> dict[str, Any]:
    said = said_of(page.figures.all())
    return {
        "figures": [one for one in said if one.is_figure],
        "statements": [one for one in said if not one.is_figure],
        "opinions": followed_opinions(page),
    }


def said_of(rows: Iterable[BodyFigure]) -> list[Said]:
    """By label, in the order of the editor."""
    found: dict[str, list[BodyFigure]] = {}
    for row in rows:
        found.setdefault(row.label, []).append(row)
    return [Said(label, values) for label, values in found.items()]


def followed_opinions(body: CitizenBodyPage) -> list[FollowedOpinion]:
    """Those that anybody may read, in their order; four queries whatever their number."""
    pages = list(unrestricted(OpinionPage.objects.child_of(body)).order_by("number"))
    page_rows.load_rows(OpinionPage, pages)
    known, statuses = _last_points(pages), followed_statuses()
    found = []
    for page in pages:
        rows = [known[page.pk, row.code] for row in page.recommendations.all()]
        total = total_of(page.recommendation_count, len(rows))
        found.append(FollowedOpinion(page, tally(rows, total, statuses) if total else None))
    return found


def _last_points(pages: Sequence[OpinionPage]) -> Standings:
    """Where each recommendation stands, without its history."""
    told = StatusChange.objects.accepted().filter(item__page__in=[page.pk for page in pages])
    changes = told.select_related("status", "item").order_by("recorded_at", "pk")
    return Standings({(change.item.page_id, change.item.code): Standing(change) for change in changes})


def counted_bodies(index: OpinionIndexPage) -> list[CountedBody]:
    """The bodies that anybody may read, with what search knows of them: what is counted is public."""
    bodies = unrestricted(CitizenBodyPage.objects.child_of(index)).select_related("authority").order_by("title")
    entries = SearchEntry.objects.public().filter(path__startswith=index.path, kind__in=("avis", "recommandation"))
    counts: Counter[tuple[str, str]] = Counter()
    for path, kind, number in entries.order_by().values_list("path", "kind").annotate(number=Count("pk")):
        counts[path[: -OpinionPage.steplen], kind] += number
    return [CountedBody(page, counts[page.path, "avis"], counts[page.path, "recommandation"]) for page in bodies]
