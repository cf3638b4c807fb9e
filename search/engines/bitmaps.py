"""Every facet value as the set of its entries: counting becomes intersecting."""

from __future__ import annotations  # « array[int] » does not exist at run time in Python 3.11

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from pyroaring import BitMap

from search.analysis import fold
from search.engines.base import AUTHORITY, RECENT, TITLE, Selection
from search.facets import KIND
from search.models import SearchEntry

FEW = 2_000
"""Up to this many entries, sorting them is quicker than walking the whole order."""
LAST = "\uffff"
"""Sorts after every slug."""


@dataclass(frozen=True)
class Order:
    """All entries in one order; `rank` gives the place of each."""

    ids: array[int]
    rank: Callable[[int], int]

    def sorted(self, found: BitMap) -> Iterator[int]:
        if len(found) <= FEW:
            return iter(sorted(found, key=self.rank))
        return (pk for pk in self.ids if pk in found)

    def page(self, found: BitMap, start: int, stop: int) -> list[int]:
        return list(islice(self.sorted(found), start, stop))


@dataclass(frozen=True)
class Bitmaps:
    """One version of the public entries, as sets of ids. Shared by threads: never modified."""

    everything: BitMap
    values: Mapping[str, Mapping[str, BitMap]]
    """Facet parameter to value to entries."""
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


@dataclass(frozen=True)
class SortKeys:
    """What an entry is sorted by. Equal keys leave the most recent first."""

    pk: int
    date: str
    title: str
    authority: str


def read() -> Bitmaps:
    """One pass over the public entries."""
    keys: list[SortKeys] = []
    values: dict[str, dict[str, array[int]]] = defaultdict(lambda: defaultdict(lambda: array("I")))
    for pk, kind, title, date, facets in _rows():
        authority = next(iter(facets.get("collectivite", ())), LAST)
        keys.append(SortKeys(pk, date, fold(title.lower()), authority))
        for parameter, slugs in {**facets, KIND: [kind]}.items():
            for slug in slugs:
                values[parameter][slug].append(pk)
    return Bitmaps(
        everything=BitMap(array("I", (key.pk for key in keys))),
        values={
            parameter: {slug: BitMap(ids) for slug, ids in by_value.items()} for parameter, by_value in values.items()
        },
        orders=_orders(keys),
    )


def _rows() -> Iterator[tuple[int, str, str, str, dict[str, list[str]]]]:
    fields = ("pk", "kind", "title", "date", "facets")
    return iter(SearchEntry.objects.public().order_by("pk").values_list(*fields).iterator(chunk_size=2_000))


def _orders(keys: list[SortKeys]) -> dict[str, Order]:
    keys.sort(key=lambda key: (key.title, key.pk))
    keys.sort(key=lambda key: key.date, reverse=True)
    place = {key.pk: number for number, key in enumerate(keys)}
    recent = Order(array("I", place), place.__getitem__)
    by_title = sorted(keys, key=lambda key: key.title)
    by_authority = sorted(keys, key=lambda key: key.authority)
    return {RECENT: recent, TITLE: _order(by_title, place), AUTHORITY: _order(by_authority, place)}


def _order(keys: Sequence[SortKeys], place: Mapping[int, int]) -> Order:
    """Ranks in an array, through the one dictionary of places: a dictionary an order would weigh ten times more."""
    ranks = array("I", bytes(array("I").itemsize * len(keys)))
    for rank, key in enumerate(keys):
        ranks[place[key.pk]] = rank
    return Order(array("I", (key.pk for key in keys)), lambda pk: ranks[place[pk]])
