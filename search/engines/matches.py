"""The entries that a text finds, in order of relevance."""

from __future__ import annotations  # « array[int] » does not exist at run time in Python 3.11

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pyroaring import BitMap

from search.engines.bitmaps import Order


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
