"""The third part of a report, by nature, as its page shows it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wagtail.models import Page

from cms.taxonomy.models import NATURES_OF, SegmentKind, SegmentNature
from concertation_pages.models import ReportPage, ReportSegment
from search.tabs import Tab

NATURE = "nature"
"""Parameter that shows one kind or one nature of passages only."""
PLURALS = {
    SegmentKind.VIGILANCE: "Points de vigilance",
    SegmentKind.DIAGNOSIS: "Diagnostics",
    SegmentKind.PROPOSAL: "Propositions",
}
ANCHOR = "#partie-3"


@dataclass(frozen=True)
class Passage:
    """`axis` is there when anybody may read it."""

    row: ReportSegment
    axis: Page | None

    @property
    def said(self) -> list[str]:
        """What the report and its editors say of it, beside its words."""
        constant = f"lecture de la rédaction : {self.row.constant}" if self.row.constant else ""
        return list(filter(None, [self.row.get_nature_display(), str(self.row.theme or ""), constant]))


@dataclass(frozen=True)
class Passages:
    """Of one kind; `are_chosen` when others may exist that the reader did not ask for."""

    title: str
    rows: Sequence[Passage]


@dataclass(frozen=True)
class Part3:
    """`tabs` is empty when there is nothing to choose from; `ignored` is a value that means nothing."""

    groups: Sequence[Passages]
    tabs: Sequence[Tab]
    ignored: str

    @property
    def gaps(self) -> list[str]:
        """The kinds of which the report says nothing."""
        return [group.title for group in self.groups if not group.rows]


def passages_of(page: ReportPage, asked: str, public: Mapping[int, Page]) -> Part3:
    """`public` holds the pages that anybody may read, by key."""
    rows = list(page.segments.all())
    chosen = asked if asked in (*SegmentKind.values, *SegmentNature.values) else ""
    groups = [
        Passages(PLURALS[kind], [Passage(row, public.get(row.axis_id or 0)) for row in rows if _is(row, kind, chosen)])
        for kind in SegmentKind
        if _concerns(chosen, kind)
    ]
    return Part3(groups, _tabs(page.url or "", rows, chosen), "" if chosen else asked)


def _is(row: ReportSegment, kind: SegmentKind, chosen: str) -> bool:
    return row.kind == kind and chosen in {"", row.kind, row.nature}


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
