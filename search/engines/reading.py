"""Read the public entries into sets, then only those that a refresh has written since."""

from __future__ import annotations  # « array[int] » does not exist at run time in Python 3.11

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from pyroaring import BitMap

from search.analysis import fold
from search.engines.base import GROUP
from search.engines.bitmaps import (
    NOTHING,
    NOWHERE,
    PLACE,
    PLACES,
    SEVERAL,
    Bitmaps,
    Order,
    SortKey,
    SortKeys,
    place_slug,
)
from search.facets import CARTOGRAPHY, KIND
from search.kinds import KINDS
from search.models import IndexState, SearchEntry

FIELDS = ("pk", "public", "kind", "title", "date", "facets", "latitude", "longitude")
ROWS_AT_ONCE = 2_000
MANY = 1_000
"""Beyond this many new entries, sorting all of them is quicker than finding the place of each."""
BACKWARDS = str.maketrans("0123456789", "9876543210")
AFTER_DIGITS = "~"
NUMBER = re.compile(r"[0-9]+")
LONGEST_NUMBER = 6
"""Digits up to which a number in a title is sorted by its value."""
PRECEDENCE = {kind: f"{rank:02}" for rank, kind in enumerate(KINDS)}
"""Of two items of the same day, the kind that comes first on the tabs is listed first."""

Values = Mapping[str, Mapping[str, BitMap]]


@dataclass(frozen=True)
class Changes:
    """Entries read: all of them, the keys of those that are public, and what these hold."""

    ids: BitMap
    keys: SortKeys
    values: Mapping[str, Mapping[str, array[int]]]


def sort_key(kind: str, title: str, date: str, facets: Mapping[str, Sequence[str]]) -> SortKey:
    """What an entry is sorted by, whatever engine sorts it."""
    newest = date.translate(BACKWARDS) + AFTER_DIGITS + PRECEDENCE.get(kind, AFTER_DIGITS)
    return SortKey(newest, _alphabetical(title), _listed_under(kind, facets.get("collectivite", ())))


def _alphabetical(title: str) -> str:
    """« Préconisation 2 » comes before « Préconisation 10 »."""
    return NUMBER.sub(lambda number: number[0].zfill(LONGEST_NUMBER), fold(title.lower()))


def _listed_under(kind: str, authorities: Sequence[str]) -> str:
    if kind in CARTOGRAPHY and len(authorities) > 1:
        return SEVERAL
    return next(iter(authorities), NOWHERE)


def read(known: Bitmaps = NOTHING) -> Bitmaps:
    """The sets as they are now; `known` itself when no entry has changed since.

    The state is read first: what is written meanwhile is read again next time, never missed. Sets of a past that the
    database no longer has (a restored backup, too many refreshes ago) are of no use.
    """
    state = IndexState.objects.filter(pk=1).first() or IndexState()
    if known.token and known.token == state.token:
        return known
    if known.token not in state.lineage:
        known = NOTHING
    rows = SearchEntry.objects.filter(sequence__gt=known.sequence)
    return _replaced(known, _changes(rows if known is not NOTHING else rows.public()), state)


def _changes(rows: QuerySet[SearchEntry]) -> Changes:
    ids: array[int] = array("I")
    keys: dict[int, SortKey] = {}
    values: dict[str, dict[str, array[int]]] = defaultdict(lambda: defaultdict(lambda: array("I")))
    shared: dict[str, str] = {}  # a date and an authority are those of many entries: one string for all
    for pk, public, kind, title, date, facets, *place in rows.values_list(*FIELDS).iterator(chunk_size=ROWS_AT_ONCE):
        ids.append(pk)
        if not public:
            continue
        newest, title_key, authority = sort_key(kind, title, date, facets)
        keys[pk] = SortKey(shared.setdefault(newest, newest), title_key, shared.setdefault(authority, authority))
        placed = [] if None in place else [place_slug((place[0], place[1]))]
        for parameter, slugs in {**facets, KIND: [kind], GROUP: [authority], PLACE: placed}.items():
            for slug in slugs:
                values[parameter][slug].append(pk)
    return Changes(BitMap(ids), keys, values)


def _replaced(known: Bitmaps, changes: Changes, state: IndexState) -> Bitmaps:
    """`known`, which stays as it is for those who still use it, with the entries of `changes` instead of its own."""
    keys: SortKeys = {**known.keys, **changes.keys}
    everything = (known.everything - changes.ids) | BitMap(changes.keys)
    return Bitmaps(
        everything=everything,
        values=_replaced_values(known.values, changes),
        keys=keys,
        orders={name: _replaced_order(name, known, changes, everything, keys) for name in PLACES},
        sequence=state.sequence,
        token=state.token,
    )


def _replaced_values(known: Values, changes: Changes) -> Values:
    values: dict[str, dict[str, BitMap]] = {
        parameter: {slug: _without(numbers, changes.ids) for slug, numbers in by_value.items()}
        for parameter, by_value in known.items()
    }
    for parameter, by_value in changes.values.items():
        of_parameter = values.setdefault(parameter, {})
        for slug, pks in by_value.items():
            of_parameter[slug] = of_parameter.get(slug, BitMap()) | BitMap(pks)
    held = {parameter: {slug: ids for slug, ids in of.items() if ids} for parameter, of in values.items()}
    return {parameter: of for parameter, of in held.items() if of}


def _without(numbers: BitMap, gone: BitMap) -> BitMap:
    """Most sets hold none of a few entries: those are shared with the version before."""
    return numbers - gone if numbers.intersect(gone) else numbers


def _replaced_order(name: str, known: Bitmaps, changes: Changes, everything: Iterable[int], keys: SortKeys) -> Order:
    if len(changes.ids) <= MANY and name in known.orders:
        return known.orders[name].replaced(known.everything & changes.ids, changes.keys, keys)
    place: Any = PLACES[name]
    return Order(name, array("I", sorted(everything, key=lambda pk: place(pk, keys[pk]))), keys)
