"""The entries that a text finds, in order of relevance, remembered within a number of bytes."""

from __future__ import annotations  # « array[int] » does not exist at run time in Python 3.11

import threading
from array import array
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Generic, Protocol, TypeVar

from pyroaring import BitMap

from search.engines.bitmaps import Order


class Weighed(Protocol):
    @property
    def weight(self) -> int:
        """Bytes, roughly."""


W = TypeVar("W", bound=Weighed)


@dataclass(frozen=True)
class Matches:
    """What a text finds, and the part of it that the titles alone find."""

    found: BitMap
    in_title: BitMap

    @property
    def weight(self) -> int:
        return len(self.found.serialize()) + len(self.in_title.serialize())


@dataclass(frozen=True)
class Tier:
    """Results better than those of the next tier; `ranked` best first, or None when they are too many to be scored."""

    found: BitMap
    ranked: array[int] | None

    @property
    def weight(self) -> int:
        return len(self.found.serialize()) + (len(self.ranked) * self.ranked.itemsize if self.ranked else 0)


@dataclass(frozen=True)
class Ranking:
    tiers: tuple[Tier, ...]

    def page(self, among: BitMap, start: int, stop: int, recent: Order) -> list[int]:
        return list(islice(self._best(among, recent), start, stop))

    def _best(self, among: BitMap, recent: Order) -> Iterator[int]:
        for tier in self.tiers:
            part = tier.found & among
            yield from recent.sorted(part) if tier.ranked is None else (pk for pk in tier.ranked if pk in part)

    @property
    def weight(self) -> int:
        return sum(tier.weight for tier in self.tiers)


class Memory(Generic[W]):
    """Least recently used values leave first. Two threads may build the same value; both are right."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._kept: OrderedDict[Hashable, tuple[W, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, build: Callable[[], W]) -> W:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key][0]
        value = build()
        with self._lock:
            self._keep(key, value)
        return value

    def _keep(self, key: Hashable, value: W) -> None:
        weight = value.weight
        self._bytes += weight - self._kept.pop(key, (value, 0))[1]
        self._kept[key] = (value, weight)
        while self._bytes > self._max_bytes:
            _, (_, dropped) = self._kept.popitem(last=False)
            self._bytes -= dropped
