"""Every facet value as the set of its entries: counting becomes intersecting."""

from __future__ import annotations  # « array[int] » does not exist at run time in Python 3.11

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from pyroaring import BitMap

from search.distances import Place, kilometres
from search.engines.base import AUTHORITY, RECENT, TITLE, Selection

FEW = 500
"""Up to this many entries, sorting them is quicker than walking the whole order."""


class SortKey(NamedTuple):
    """What an entry is sorted by. `newest` grows as its date goes back in time.

    `authority` is the slug of the collectivité that it is listed under, the first of its own, or one of the two below.
    """

    newest: str
    title: str
    authority: str


SEVERAL, NOWHERE = "~", "\uffff"
"""Listed after every collectivité: actors and solutions that several of them use, then what belongs to none."""

SortKeys = Mapping[int, SortKey]
"""By entry. Those of withdrawn entries may remain."""

PLACES: Mapping[str, Callable[[int, SortKey], tuple[Any, ...]]] = {
    RECENT: lambda pk, key: (key.newest, key.title, pk),
    TITLE: lambda pk, key: (key.title, key.newest, pk),
    AUTHORITY: lambda pk, key: (key.authority, key.newest, key.title, pk),
}
"""Where an entry stands in each order; no two are equal."""


@dataclass(frozen=True)
class Order:
    """All entries in one order."""

    name: str
    ids: array[int]
    keys: SortKeys

    def place(self, pk: int) -> tuple[Any, ...]:
        return PLACES[self.name](pk, self.keys[pk])

    def sorted(self, found: BitMap) -> Iterator[int]:
        if len(found) <= FEW:
            return iter(sorted(found, key=self.place))
        return (pk for pk in self.ids if pk in found)

    def page(self, found: BitMap, start: int, stop: int) -> list[int]:
        return list(islice(self.sorted(found), start, stop))

    def replaced(self, gone: Iterable[int], come: Iterable[int], keys: SortKeys) -> Order:
        """The same order without some entries, then with others, under new keys."""
        kept = Order(self.name, self.ids[:], self.keys)
        for pk in gone:
            del kept.ids[kept.position(pk)]
        after = Order(self.name, kept.ids, keys)
        for pk in come:
            after.ids.insert(after.position(pk), pk)
        return after

    def position(self, pk: int) -> int:
        return bisect_left(self.ids, self.place(pk), key=self.place)


@dataclass(frozen=True)
class Bitmaps:
    """One version of the public entries, as sets of ids. Shared by threads: never modified."""

    everything: BitMap
    values: Mapping[str, Mapping[str, BitMap]]
    """Facet parameter to value to entries."""
    keys: SortKeys
    orders: Mapping[str, Order]
    sequence: int
    """Entries up to this one are read."""
    token: str
    """Of the refresh that wrote it."""

    def union(self, parameter: str, values: Iterable[str]) -> BitMap:
        known = self.values.get(parameter, {})
        return BitMap.union(BitMap(), *(known[value] for value in values if value in known))

    def within(self, selection: Selection) -> BitMap:
        """The entries that every facet of the selection accepts."""
        found = self.everything
        for parameter, values in selection.items():
            if values:
                found = found & self.union(parameter, values)
        return found

    def nearest(self, found: BitMap, place: Place) -> Iterator[int]:
        """These entries, the nearest to that place first, those of one place from the newest, the others last."""
        recent = self.orders[RECENT]
        there = {slug: numbers & found for slug, numbers in self.values.get(PLACE, {}).items()}
        known = {slug: numbers for slug, numbers in there.items() if numbers}
        for slug in sorted(known, key=lambda slug: kilometres(place, place_of(slug))):
            yield from recent.sorted(known[slug])
        yield from recent.sorted(found - BitMap.union(BitMap(), *known.values()))


PLACE = "lieu"
"""Not a facet, but kept like one: where entries are."""


def place_slug(place: Place) -> str:
    return f"{place[0]!r} {place[1]!r}"


@lru_cache(maxsize=50_000)  # there are 35 000 communes
def place_of(slug: str) -> Place:
    latitude, longitude = map(float, slug.split())
    return latitude, longitude


NOTHING = Bitmaps(BitMap(), {}, {}, {}, sequence=-1, token="")
"""Before anything is read."""
