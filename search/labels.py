"""The collectivités, themes and keywords that public items have, by the beginning of a word of their name."""

from __future__ import annotations  # « array[int] » does not exist at run time in Python 3.11

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from cms.core.per_version import PerVersion
from search.analysis import clean, words
from search.catalogue import catalogue
from search.engines import SearchQuery, engine

SUGGESTED = ("collectivite", "theme", "tag")
"""Facets whose values are suggested, in the order of their groups."""
LAST = "\uffff"
"""Sorts after every letter."""


@dataclass(frozen=True)
class Label:
    """A value of a facet, by its name; `words` are folded."""

    value: str
    text: str
    words: tuple[str, ...]

    def starts_with(self, typed: Sequence[str]) -> bool:
        return " ".join(self.words).startswith(" ".join(typed))


@dataclass(frozen=True)
class LabelIndex:
    """`beginnings` are the sorted words of the labels, each with the place of its label."""

    labels: Sequence[Label]
    beginnings: Sequence[tuple[str, int]]

    def find(self, typed: Iterable[str]) -> list[Label]:
        """Labels that have, for each typed word, a word that begins so."""
        found = [self._places(word) for word in typed]
        return [self.labels[place] for place in BitMap.intersection(*found)] if found else []

    def _places(self, start: str) -> BitMap:
        first, last = (bisect_left(self.beginnings, (text, 0)) for text in (start, start + LAST))
        return BitMap(place for _, place in self.beginnings[first:last])


def matching_labels(parameter: str, typed: Sequence[str], within: SearchQuery) -> list[Label]:
    """Those of this facet that have items within the filters: first those that begin so, then the most frequent."""
    sets = engine.bitmaps(within.version)
    allowed, values = sets.within({**within.base, **within.selected}), sets.values.get(parameter, {})
    found = (
        (label, values[label.value].intersection_cardinality(allowed))
        for label in _indices.get(within.version)[parameter].find(typed)
        if label.value in values
    )
    offered = sorted(found, key=lambda pair: (not pair[0].starts_with(typed), -pair[1], pair[0].words))
    return [label for label, items in offered if items]


def _read(version: str) -> dict[str, LabelIndex]:
    vocabularies, used = catalogue(version).vocabularies, engine.bitmaps(version).values
    return {
        parameter: _index((value, text) for value, text in vocabularies[parameter].labels.items() if value in known)
        for parameter in SUGGESTED
        for known in [used.get(parameter, {})]
    }


def _index(named: Iterable[tuple[str, str]]) -> LabelIndex:
    labels = [Label(value, text, tuple(word.forms.exact for word in words(clean(text)))) for value, text in named]
    return LabelIndex(labels, sorted((word, place) for place, label in enumerate(labels) for word in label.words))


_indices = PerVersion(_read)
