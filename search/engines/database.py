"""The engine « base »: text found by the database, facets counted in this process (see `bitmaps`)."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from django.db import connection
from pyroaring import BitMap

from cms.core.memory import Memory
from cms.core.per_version import PerVersion
from search import twins
from search.engines import postgresql, reading, spelling, sqlite, title_words
from search.engines.base import PROXIMITY, RECENT, RELEVANCE, TWINS, SearchQuery, SearchResponse, Selection
from search.engines.bitmaps import Bitmaps
from search.engines.layers import Layered
from search.engines.matches import Matches, Ranking, Tier
from search.models import SearchEntry
from search.text_query import TextQuery

MOST_RANKED = 5_000
"""Beyond this many results the words are too common to tell which is better, and a score costs 2 µs a result."""
MEMORY = 16 * 1024 * 1024
"""Bytes of results remembered per worker."""
SHOWN = (
    *("source", "object_id", "fragment", "kind", "title", "summary", "text", "url", "date", "card"),
    *("facets", "latitude", "longitude"),
)
"""Fields of the rows of a page."""
EXPORTED = (*(name for name in SHOWN if name != "text"), "facets")
"""Fields of the rows of an export."""
AT_ONCE = 500
"""Rows of an export read by one statement."""


class FullText(Protocol):
    """What a database knows about text: ids of entries, tombstones included."""

    def match(self, texts: Sequence[TextQuery]) -> Sequence[tuple[Sequence[int], Sequence[int]]]:
        """For each text, the entries that it finds, and those that it finds by their title alone; one statement."""

    def rank(self, text: TextQuery) -> Sequence[int]:
        """Entries that the text finds, best first."""

    def rank_titles(self, text: TextQuery) -> Sequence[int]:
        """Entries that the text finds by their title alone, best first."""


FULL_TEXT: dict[str, FullText] = {"sqlite": sqlite.Fts5(), "postgresql": postgresql.TsVector()}


@dataclass(frozen=True)
class Snapshot:
    """One version of the content, and what has been found in it so far."""

    bitmaps: Bitmaps
    matches: Memory[Matches]
    rankings: Memory[Ranking]


class DatabaseEngine:
    def __init__(self, most_ranked: int = MOST_RANKED) -> None:
        self._most_ranked = most_ranked
        self._snapshots = PerVersion(self._take_snapshot)
        self._last: Snapshot | None = None
        self._titles = Layered(title_words.read_titles)
        self._spelling = Layered(spelling.read_words)

    def _take_snapshot(self, _: str) -> Snapshot:
        """What was found stays true while no entry changes, whatever else does."""
        last = self._last
        sets = reading.read(last.bitmaps) if last else reading.read()
        if last is None or sets is not last.bitmaps:
            self._last = last = Snapshot(sets, Memory(MEMORY // 2), Memory(MEMORY // 2))
        return last

    def search(self, query: SearchQuery) -> SearchResponse:
        snapshot = self._snapshots.get(query.version)
        candidates = self._candidates(snapshot, query)
        found = candidates & snapshot.bitmaps.within(query.selected)
        return SearchResponse(
            total=len(found),
            entries=self.entries(self._page_ids(snapshot, query, found)),
            counts={
                parameter: self._counts(snapshot.bitmaps, query.selected, candidates, parameter)
                for parameter in query.counted
            },
            engine="base",
        )

    def every(self, query: SearchQuery, limit: int) -> tuple[int, Iterator[SearchEntry]]:
        snapshot = self._snapshots.get(query.version)
        found = self._candidates(snapshot, query) & snapshot.bitmaps.within(query.selected)
        ids = self._page_ids(snapshot, replace(query, page=1, per_page=limit), found)
        batches = (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
        return len(found), (entry for batch in batches for entry in self._rows(batch, EXPORTED))

    def totals(self, queries: Sequence[SearchQuery]) -> list[int]:
        """One statement finds all their words."""
        texts = dict.fromkeys(query.text for query in queries if query.text)
        if texts:
            snapshot = self._snapshots.get(queries[0].version)
            unknown = [text for text in texts if snapshot.matches.find(text) is None]
            for text, matches in zip(unknown, _match(unknown), strict=True):
                snapshot.matches.keep(text, matches)
        return [self._total(query) for query in queries]

    def bitmaps(self, version: str) -> Bitmaps:
        """The sets of that version, for those who compare entries rather than search them."""
        return self._snapshots.get(version).bitmaps

    def found(self, query: SearchQuery) -> BitMap:
        """All that the question finds, whatever page it asks."""
        snapshot = self._snapshots.get(query.version)
        return self._candidates(snapshot, query) & snapshot.bitmaps.within(query.selected)

    def among(self, ids: Iterable[int], query: SearchQuery) -> list[int]:
        """Those of these entries that the question finds, the most recent first, whatever page it asks."""
        return list(self.bitmaps(query.version).orders[RECENT].sorted(self.found(query) & BitMap(ids)))

    def complete(self, words: Sequence[str], within: SearchQuery, limit: int) -> list[SearchEntry]:
        titles = self._titles.get(within.version)
        return self.entries(title_words.complete(titles, self.bitmaps(within.version), words, within, limit))

    def correct(self, text: str, version: str) -> str:
        return spelling.correct(self._spelling.get(version), text)

    def examples(self, words: Iterable[str], within: SearchQuery) -> list[SearchEntry]:
        return self.entries(spelling.examples(self._spelling.get(within.version), words))

    def _total(self, query: SearchQuery) -> int:
        snapshot = self._snapshots.get(query.version)
        candidates = self._candidates(snapshot, query)
        return candidates.intersection_cardinality(snapshot.bitmaps.within(query.selected))

    def _candidates(self, snapshot: Snapshot, query: SearchQuery) -> BitMap:
        """What the listing and the text allow, before any facet."""
        base = snapshot.bitmaps.within(query.base)
        if query.twins_of:
            base = base & twins.comparable(snapshot.bitmaps, query.twins_of)
        return base if query.text is None else base & self._matches(snapshot, query.text).found

    def _counts(self, sets: Bitmaps, selected: Selection, candidates: BitMap, parameter: str) -> dict[str, int]:
        others = {other: values for other, values in selected.items() if other != parameter}
        among = candidates & sets.within(others)
        values = sets.values.get(parameter, {})
        counts = {value: numbers.intersection_cardinality(among) for value, numbers in values.items()}
        return {value: count for value, count in counts.items() if count}

    def _matches(self, snapshot: Snapshot, text: TextQuery) -> Matches:
        return snapshot.matches.get(text, lambda: _match([text])[0])

    def _ranking(self, snapshot: Snapshot, text: TextQuery) -> Ranking:
        return snapshot.rankings.get(text, lambda: self._rank(snapshot, text))

    def _rank(self, snapshot: Snapshot, text: TextQuery) -> Ranking:
        """Titles first, each tier by the score of the database; one statement."""
        matches = self._matches(snapshot, text)
        full_text = FULL_TEXT[connection.vendor]
        others = matches.found - matches.in_title
        if len(matches.found) <= self._most_ranked:
            ranked = array("I", full_text.rank(text))
            return Ranking((Tier(matches.in_title, ranked), Tier(others, ranked)))
        few_titles = len(matches.in_title) <= self._most_ranked
        titles = array("I", full_text.rank_titles(text)) if few_titles else None
        return Ranking((Tier(matches.in_title, titles), Tier(others, None)))

    def _page_ids(self, snapshot: Snapshot, query: SearchQuery, found: BitMap) -> list[int]:
        start = (query.page - 1) * query.per_page
        stop = start + query.per_page
        if start >= len(found):
            return []
        if query.sort == RELEVANCE and query.text:
            recent = snapshot.bitmaps.orders[RECENT]
            return self._ranking(snapshot, query.text).page(found, start, stop, recent)
        return list(islice(_sorted(snapshot.bitmaps, query, found), start, stop))

    def entries(self, ids: Sequence[int]) -> list[SearchEntry]:
        """The rows of a page, in order; one withdrawn since the version was read is left out."""
        return self._rows(ids, SHOWN)

    def _rows(self, ids: Sequence[int], fields: Sequence[str]) -> list[SearchEntry]:
        rows = SearchEntry.objects.public().only(*fields).in_bulk(ids)
        return [rows[pk] for pk in ids if pk in rows]


def _match(texts: Sequence[TextQuery]) -> list[Matches]:
    asked = [text for text in texts if text.clauses]
    found = dict(zip(asked, FULL_TEXT[connection.vendor].match(asked) if asked else (), strict=True))
    return [Matches(*map(BitMap, found.get(text, ((), ())))) for text in texts]


def _sorted(sets: Bitmaps, query: SearchQuery, found: BitMap) -> Iterator[int]:
    """In the order asked for, when it is not that of the words."""
    recent = sets.orders[RECENT]
    if query.sort == TWINS and query.twins_of:
        return twins.ranked(sets, query.twins_of, found, recent)
    if query.sort == PROXIMITY and query.near:
        return sets.nearest(found, query.near)
    return sets.orders.get(query.sort, recent).sorted(found)
