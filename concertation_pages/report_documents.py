"""What a report says in search: each passage of its third part, at its own address, with who said it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.text import Truncator

from cms.core.row_pages import place
from cms.taxonomy.models import SegmentKind
from concertation_pages.documents import authorities_of, card_of, place_of, placed_facets, readable, stated
from search.documents import SearchDocument, joined, publication_day
from search.vocabularies import NO_STATUS, NO_STATUS_LABEL

if TYPE_CHECKING:
    from concertation_pages.models import ReportPage, ReportSegment
    from concertation_pages.tracking.reading import Standing

RELATIONS = (
    "commitment__authorities__authority__authority_type",
    "commitment__authorities__authority__department",
    "commitment__authorities__authority__region",
    "segments__theme",
    "segments__axis",
    "segments__constant",
    "tracked_items__changes__status",
)
LONGEST_TITLE = 200
"""Characters of a passage that a list shows; the rest is searched all the same."""


def report_documents(page: "ReportPage") -> Iterator[SearchDocument]:
    from concertation_pages.reports.passages import are_by_name  # noqa: PLC0415  # it reads the models
    from concertation_pages.tracking.reading import standings_of  # noqa: PLC0415  # it reads the models

    if not page.commitment.is_public:
        return
    known = standings_of(page)
    standings = {segment.code: known[page.pk, segment.code] for segment in page.segments.all()}
    shared = _Shared(page, by_name=are_by_name(page, standings))
    for segment in page.segments.all():
        yield shared.document(segment, standings[segment.code])


class _Shared:
    """What the passages of a report have in common."""

    def __init__(self, page: "ReportPage", *, by_name: bool) -> None:
        authorities = authorities_of(page.commitment)
        self.page, self.url, self.by_name, self.day = page, page.url, by_name, publication_day(page)
        self.territory, self.place = page.commitment.name, place_of(authorities)
        self.card = card_of("", authorities) | {"authority": self.territory}
        self.names = [name for one in authorities for name in (one.name, one.official_name, one.aliases)]
        began = page.actual_start or page.planned_start
        self.facets = placed_facets(authorities) | ({"annee": [str(began.year)]} if began else {})
        self.axes = readable(segment.axis for segment in page.segments.all())

    def document(self, segment: "ReportSegment", standing: "Standing") -> SearchDocument:
        is_proposal = segment.kind == SegmentKind.PROPOSAL
        title = Truncator(segment.text).chars(LONGEST_TITLE, "\u00a0…")
        return SearchDocument(
            kind="proposition" if is_proposal else "constat",
            title=title,
            url=f"{self.url}{place(segment.anchor, by_name=self.by_name)}",
            summary=self._summary(segment),
            text=joined(["" if title == segment.text else segment.text, *self._texts(segment)]),
            facets=self.facets | _facets(segment, standing, self.axes),
            card=self.card | _card(segment) | ({"side": status_label(standing)} if is_proposal else {}),
            date=self.day,
            fragment=segment.anchor,
            place=self.place,
        )

    def _summary(self, segment: "ReportSegment") -> str:
        """« Demande à la collectivité P-1, Rennes Métropole, « Conférence de consensus » »."""
        report = f"«\u00a0{self.page.title}\u00a0»" if self.page.title != self.territory else ""
        return ", ".join(filter(None, [f"{segment.label} {segment.code}", self.territory, report]))

    def _texts(self, segment: "ReportSegment") -> Iterator[Any]:
        yield segment.verbatim
        yield segment.get_kind_display()
        yield from (segment.theme, segment.constant)
        yield from self.names


def status_label(standing: "Standing") -> str:
    return str(standing.status or NO_STATUS_LABEL)


def _facets(segment: "ReportSegment", standing: "Standing", axes: set[int]) -> dict[str, list[str]]:
    """What became of it is asked of proposals only; a proposal of which nothing was said has the value that says so."""
    status = standing.status.slug if standing.status else NO_STATUS
    values = {
        "nature-passage": {segment.kind, segment.nature},
        "theme": {segment.theme.slug if segment.theme else ""},
        "axe": {segment.axis.slug if segment.axis and segment.axis.pk in axes else ""},
        "constante": {segment.constant.slug if segment.constant else ""},
        "suite": {status if segment.kind == SegmentKind.PROPOSAL else ""},
    }
    return stated({parameter: slugs - {""} for parameter, slugs in values.items()})


def _card(segment: "ReportSegment") -> dict[str, str]:
    """`passage` names it beside its kind, which says « Proposition » already; the theme follows."""
    theme = segment.theme
    nature = segment.label if segment.nature or segment.kind != SegmentKind.PROPOSAL else ""
    named = " ".join(filter(None, [nature, segment.code]))
    return {
        "passage": named,
        "theme_label": "\u00a0· ".join(filter(None, [named, theme.label if theme else ""])),
        "theme_slug": theme.slug if theme else "",
    }
