"""The words of the titles by their beginning, in this process: the same on both databases, and no table is read."""

from __future__ import annotations  # « array[int] » does not exist at run time in Python 3.11

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from django.db.models import QuerySet
from pyroaring import BitMap

from search.analysis import fold
from search.engines.base import RECENT, TITLE, SearchQuery
from search.engines.bitmaps import Bitmaps
from search.engines.layers import Layers
from search.models import SearchEntry

ROWS_AT_ONCE = 2_000
LAST = "\uffff"
"""Sorts after every letter."""


@dataclass(frozen=True)
class TitleWords:
    """Distinct words in order; `entries` holds those of the first word, then of the second…, and `ends` their ends."""

    words: Sequence[str]
    ends: array[int]
    entries: array[int]
    read: BitMap
    """Entries that were read, whether they are public or not."""

    def beginning(self, start: str) -> BitMap:
        """Entries with a word that begins so."""
        return self._between(bisect_left(self.words, start), bisect_left(self.words, start + LAST))

    def whole(self, word: str) -> BitMap:
        place = bisect_left(self.words, word)
        return self._between(place, place + (self.words[place : place + 1] == [word]))

    def _between(self, first: int, last: int) -> BitMap:
        start = self.ends[first - 1] if first else 0
        return BitMap(self.entries[start : self.ends[last - 1]]) if last > first else BitMap()


def read_titles(rows: QuerySet[SearchEntry]) -> TitleWords:
    """The words of an entry begin with those of its title."""
    ids: array[int] = array("I")
    found: dict[str, array[int]] = defaultdict(lambda: array("I"))
    values = rows.values_list("pk", "public", "title_stems", "exact")
    for pk, public, title, exact in values.iterator(chunk_size=ROWS_AT_ONCE):
        ids.append(pk)
        if public and title:
            length = title.count(" ") + 1
            for word in set(exact.split(" ", length)[:length]):
                found[word].append(pk)
    words = sorted(found)
    entries: array[int] = array("I")
    for word in words:
        entries.extend(found[word])
    return TitleWords(words, array("I", accumulate(len(found[word]) for word in words)), entries, BitMap(ids))


def complete(
    titles: Layers[TitleWords], sets: Bitmaps, typed: Sequence[str], query: SearchQuery, limit: int
) -> list[int]:
    """Ids of the entries whose title has, for each typed word, a word that begins so.

    First the titles that begin with what is typed, then those that have its very words, the most recent first.
    """
    allowed = sets.within(query.base) & sets.within(query.selected)
    found = allowed & _all(titles, typed, TitleWords.beginning)
    tiers = (found & _starting(sets, typed), found & _all(titles, typed, TitleWords.whole), found)
    chosen: dict[int, None] = {}
    for tier in tiers:
        if len(chosen) < limit:
            chosen.update(dict.fromkeys(sets.orders[RECENT].page(tier, 0, limit)))
    return list(chosen)[:limit]


def _all(titles: Layers[TitleWords], typed: Iterable[str], find: Callable[[TitleWords, str], BitMap]) -> BitMap:
    since = titles.since
    sets = [(find(titles.whole, word) - since.read) | find(since, word) for word in typed]
    return BitMap.intersection(*sets) if sets else BitMap()


def _starting(sets: Bitmaps, typed: Sequence[str]) -> BitMap:
    """Titles are compared without their spaces, as they are sorted."""
    start, order = fold("".join(typed)), sets.orders[TITLE]
    first, last = (bisect_left(order.ids, text, key=lambda pk: order.keys[pk].title) for text in (start, start + LAST))
    return BitMap(order.ids[first:last])
