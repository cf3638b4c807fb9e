"""Every public entry as a number, every facet value as the set of its numbers: counting becomes intersecting.

Numbers follow the default order of the site, most recent first, so that a set read in order is already sorted.
"""

from __future__ import annotations  # « array[int] » does not exist at run time in Python 3.11

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from pyroaring import BitMap

from search.analysis import fold
from search.engines.base import AUTHORITY, TITLE, Selection
from search.facets import KIND
from search.models import SearchEntry

FEW = 2_000
"""Up to this many entries, sorting them is quicker than walking the whole order."""
LAST = "\uffff"
"""Sorts after every slug."""


@dataclass(frozen=True)
class Order:
    """All numbers in another order, and the rank of each."""

    numbers: array[int]
    rank: array[int]

    def page(self, found: BitMap, start: int, stop: int) -> list[int]:
        if len(found) <= FEW:
            return sorted(found, key=self.rank.__getitem__)[start:stop]
        return list(islice((number for number in self.numbers if number in found), start, stop))


@dataclass(frozen=True)
class Bitmaps:
    """One version of the public entries. Shared by threads: never modified."""

    ids: array[int]
    """Entry id of each number."""
    numbers: Mapping[int, int]
    """Number of each entry id."""
    everything: BitMap
    values: Mapping[str, Mapping[str, BitMap]]
    """Facet parameter to value to numbers."""
    orders: Mapping[str, Order]

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

    def numbered(self, ids: Iterable[int]) -> array[int]:
        """Numbers of these entries; one that this version does not know is left out."""
        numbers = map(self.numbers.get, ids)
        return array("I", [number for number in numbers if number is not None])


def read() -> Bitmaps:
    """One pass over the public entries."""
    keys: list[tuple[str, str, int]] = []
    authorities: list[str] = []
    rows_of: dict[str, dict[str, array[int]]] = defaultdict(lambda: defaultdict(lambda: array("I")))
    for row, (pk, kind, title, date, facets) in enumerate(_rows()):
        keys.append((date, fold(title.lower()), pk))
        authorities.append(next(iter(facets.get("collectivite", ())), LAST))
        for parameter, values in {**facets, KIND: [kind]}.items():
            for value in values:
                rows_of[parameter][value].append(row)
    recent = sorted(range(len(keys)), key=lambda row: (keys[row][1], keys[row][2]))
    recent.sort(key=lambda row: keys[row][0], reverse=True)
    number_of = _ranks(recent)
    return Bitmaps(
        ids=array("Q", (keys[row][2] for row in recent)),
        numbers={keys[row][2]: number for number, row in enumerate(recent)},
        everything=BitMap(range(len(recent))),
        values={
            parameter: {value: BitMap(array("I", map(number_of.__getitem__, rows))) for value, rows in by_value.items()}
            for parameter, by_value in rows_of.items()
        },
        orders={
            TITLE: _order([keys[row][1] for row in recent]),
            AUTHORITY: _order([authorities[row] for row in recent]),
        },
    )


def _rows() -> Iterator[tuple[int, str, str, str, dict[str, list[str]]]]:
    fields = ("pk", "kind", "title", "date", "facets")
    return iter(SearchEntry.objects.public().order_by("pk").values_list(*fields).iterator(chunk_size=2_000))


def _ranks(ordered: Sequence[int]) -> array[int]:
    ranks = array("I", bytes(array("I").itemsize * len(ordered)))
    for rank, item in enumerate(ordered):
        ranks[item] = rank
    return ranks


def _order(keys: Sequence[str]) -> Order:
    """Sorted by key, then most recent first."""
    numbers = array("I", sorted(range(len(keys)), key=keys.__getitem__))
    return Order(numbers, _ranks(numbers))
