"""Where the home page leads: what is new, what to ask first, the axes with their evidence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cms.core.partial_dates import PartialDate
from cms.core.per_version import PerVersion
from home.figures import LibraryFigures, library_figures
from home.list_addresses import list_of
from home.models.chapter import ManifestoChapterPage
from home.models.starting_question import StartingQuestion
from home.quoted.figures import Counted, counted_today
from search.addresses import Address
from search.catalogue import catalogue
from search.engines import engine
from search.facets import KIND
from search.figures import facet_counts, latest_of_each
from search.results import Result

FRESH = ("fiche", "charte", "concertation", "avis", "preuve", "ressource", "publication")
"""Kinds of which the last to be published is shown; the parts of a page are left to it."""
NEWS = ("communique", "evenement")
FRESH_SHOWN, NEWS_SHOWN = 5, 3
CONSULTATIONS = "/concertations/"
STATE = "etat-concertation"


class News(NamedTuple):
    item: Result
    day: PartialDate | None


class Fresh(NamedTuple):
    """`latest`: one item of a kind, the newest first."""

    latest: Sequence[Result]
    news: Sequence[News]


class Answered(NamedTuple):
    """A question, where its answers are and how many there are today."""

    question: str
    url: str
    total: int


class Axis(NamedTuple):
    chapter: ManifestoChapterPage
    evidence: int


class CountedState(NamedTuple):
    """How far commitments are in their consultation."""

    label: str
    commitments: int
    url: str


@dataclass(frozen=True)
class Crossing:
    """What the home page says of one version of the public content, whoever asks."""

    library: LibraryFigures
    counted: Sequence[Counted]
    fresh: Fresh
    states: Sequence[CountedState]
    evidence: Mapping[str, int]
    """Slug of an axis of the manifesto to its links."""


def crossing(version: str) -> Crossing:
    return _crossings.get(version)


def _read(version: str) -> Crossing:
    return Crossing(
        library_figures(version),
        counted_today(version),
        _fresh(version),
        _states(version),
        facet_counts("axe", {KIND: ["preuve"]}, version),
    )


_crossings = PerVersion(_read)


def _fresh(version: str) -> Fresh:
    *each, news = latest_of_each(
        [*({KIND: [kind]} for kind in FRESH), {KIND: list(NEWS)}],
        NEWS_SHOWN,
        version,
    )
    newest = [results[0] for results in each if results]
    dated = [News(item, PartialDate.parse(item.date) if item.date else None) for item in news]
    return Fresh(sorted(newest, key=lambda result: result.date, reverse=True)[:FRESH_SHOWN], dated)


def answered(questions: Iterable[StartingQuestion], version: str) -> list[Answered]:
    """Those that the site answers today."""
    lists = [(row.question, found) for row in questions if (found := list_of(row.list_address, version))]
    totals = engine.database.totals([found.asked.query for _, found in lists])
    counted = zip(lists, totals, strict=True)
    return [Answered(question, str(found.address), total) for (question, found), total in counted if total]


def axes(chapters: Iterable[ManifestoChapterPage], evidence: Mapping[str, int]) -> list[Axis]:
    return [Axis(chapter, evidence.get(chapter.slug, 0)) for chapter in chapters]


def _states(version: str) -> list[CountedState]:
    found = facet_counts(STATE, {KIND: ["concertation"]}, version)
    vocabulary = catalogue(version).vocabularies[STATE]
    return [
        CountedState(vocabulary.label(slug), found[slug], str(Address(CONSULTATIONS, ((STATE, slug),))))
        for slug in vocabulary.labels
        if slug in found
    ]
