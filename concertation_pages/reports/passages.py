"""The third part of a report, by nature, as its page shows it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.http import HttpRequest
from wagtail.models import Page

from cms.core.row_pages import RowPage, is_long, row_page
from cms.taxonomy.models import NATURES_OF, SegmentKind, SegmentNature
from concertation_pages.models import ReportPage, ReportSegment
from concertation_pages.tracking.reading import UNKNOWN, Standing
from concertation_pages.tracking.weights import weight_of
from search.tabs import Tab

NATURE = "nature"
"""Parameter that shows one kind or one nature of passages only."""
PLURALS = {
    SegmentKind.VIGILANCE: "Points de vigilance",
    SegmentKind.DIAGNOSIS: "Diagnostics",
    SegmentKind.PROPOSAL: "Propositions",
}
ANCHOR = "#partie-3"


ROOM = 80
"""Elements that the rest of the report leaves to its passages."""


@dataclass(frozen=True)
class Passage:
    """`axis` is there when anybody may read it."""

    row: ReportSegment
    axis: Page | None
    standing: Standing

    @property
    def anchor(self) -> str:
        return self.row.anchor

    @property
    def weight(self) -> int:
        """Elements of `components/report/segments.html` and, once something is known of it, of the follow-up."""
        row = self.row
        meta = any((row.nature, row.theme_id, row.constant_id, row.axis_id))
        told = 5 + weight_of(self.standing) if self.standing.is_told else 0
        return 3 + bool(row.verbatim) + meta + bool(row.axis_id) + told

    @property
    def said(self) -> list[str]:
        """What the report and its editors say of it, beside its words."""
        constant = f"lecture de la rédaction : {self.row.constant}" if self.row.constant else ""
        return list(filter(None, [self.row.get_nature_display(), str(self.row.theme or ""), constant]))


@dataclass(frozen=True)
class Passages:
    """Of one kind."""

    title: str
    rows: Sequence[Passage]


@dataclass(frozen=True)
class Part3:
    """`tabs` is empty when there is nothing to choose from; `ignored` is a value that means nothing."""

    groups: Sequence[Passages]
    row_page: RowPage[Passage]
    tabs: Sequence[Tab]
    ignored: str

    @property
    def gaps(self) -> list[str]:
        """The kinds of which the report says nothing."""
        return [group.title for group in self.groups if not group.rows]


def passages_of(
    page: ReportPage, standings: Mapping[str, Standing], public: Mapping[int, Page] = MappingProxyType({})
) -> list[Passage]:
    """Kind by kind. `standings` by code; `public` holds the pages that anybody may read, by key."""
    kinds = SegmentKind.values
    rows = sorted(page.segments.all(), key=lambda row: kinds.index(row.kind))
    return [Passage(row, public.get(row.axis_id or 0), standings.get(row.code, UNKNOWN)) for row in rows]


def are_by_name(page: ReportPage, standings: Mapping[str, Standing]) -> bool:
    """Whether the address of a passage asks for it by name (see `row_pages.place`)."""
    return is_long(passages_of(page, standings), ROOM)


def part3_of(page: ReportPage, request: HttpRequest, passages: Sequence[Passage]) -> Part3:
    asked = request.GET.get(NATURE, "")
    chosen = asked if asked in (*SegmentKind.values, *SegmentNature.values) else ""
    rows = [passage for passage in passages if chosen in {"", passage.row.kind, passage.row.nature}]
    shown = row_page(request, rows, ROOM, {NATURE: chosen} if chosen else {}, passages)
    tabs = _tabs(page.url or "", [passage.row for passage in passages], chosen)
    return Part3(list(_groups(shown, rows, chosen)), shown, tabs, "" if chosen else asked)


def _groups(shown: RowPage[Passage], rows: Sequence[Passage], chosen: str) -> Iterator[Passages]:
    """Each kind on its pages; one without any passage is said on the first."""
    for kind in SegmentKind:
        found = [passage for passage in shown.rows if passage.row.kind == kind]
        is_empty = all(passage.row.kind != kind for passage in rows)
        if found or (is_empty and shown.is_first and _concerns(chosen, kind)):
            yield Passages(PLURALS[kind], found)


def _concerns(chosen: str, kind: SegmentKind) -> bool:
    return chosen in {"", kind, *NATURES_OF[kind]}


def _tabs(address: str, rows: Sequence[ReportSegment], chosen: str) -> list[Tab]:
    """Each kind and each nature that the report has, in their order; the one that is chosen even without any."""
    tabs = [Tab("Tout", len(rows), f"{address}{ANCHOR}", not chosen)]
    for value, label in _values():
        number = sum(value in {row.kind, row.nature} for row in rows)
        if number or value == chosen:
            tabs.append(Tab(label, number, f"{address}?{NATURE}={value}{ANCHOR}", value == chosen))
    return tabs if len(tabs) > 2 or chosen else []


def _values() -> Iterable[tuple[str, str]]:
    for kind, natures in NATURES_OF.items():
        yield kind.value, PLURALS[kind]
        yield from ((nature.value, str(nature.label)) for nature in natures)
