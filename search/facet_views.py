"""A facet as a page shows it: which values, in which order, with which counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from search.facets import Facet
from search.vocabularies import Vocabulary

MAX_VALUES = 8
"""Values shown of a facet, besides the chosen ones."""

Counts = Mapping[str, int]


@dataclass(frozen=True)
class FacetValue:
    value: str
    label: str
    count: int
    selected: bool
    children: Sequence["FacetValue"] = ()

    @property
    def unfolded(self) -> bool:
        """A value under this one is chosen: it must be seen."""
        return any(child.selected for child in self.children)


@dataclass(frozen=True)
class FacetView:
    """`more` tells that values with results are not shown; `foldable`, that it is not always open."""

    name: str
    label: str
    open: bool
    foldable: bool
    values: Sequence[FacetValue]
    more: bool


def facet_view(facet: Facet, vocabulary: Vocabulary, counts: Counts, selected: Sequence[str]) -> FacetView:
    values = [value for value in _top_values(vocabulary, counts, selected) if facet.exhaustive or _useful(value)]
    if facet.by_count:
        values.sort(key=lambda value: -value.count)
    shown = values if facet.exhaustive else _most_useful(values)
    return FacetView(
        name=facet.parameter,
        label=facet.label,
        open=facet.open or bool(selected),
        foldable=not facet.open,
        values=shown,
        more=len(shown) < len(values),
    )


def _top_values(vocabulary: Vocabulary, counts: Counts, selected: Sequence[str]) -> Iterable[FacetValue]:
    """Values that unfold under no other, in the order of the vocabulary."""

    def value(slug: str, children: Sequence[FacetValue] = ()) -> FacetValue:
        return FacetValue(slug, vocabulary.label(slug), counts.get(slug, 0), slug in selected, children)

    slugs = vocabulary.labels or sorted({*counts, *selected}, reverse=True)
    for slug in slugs:
        if slug not in vocabulary.groups:
            under = [value(child) for child, group in vocabulary.groups.items() if group == slug]
            yield value(slug, [child for child in under if _useful(child)])


def _useful(value: FacetValue) -> bool:
    return bool(value.count or value.selected or value.children)


def _most_useful(values: Sequence[FacetValue]) -> list[FacetValue]:
    """The chosen ones and the most frequent, in the order they came."""
    by_use = sorted(values, key=lambda value: (not (value.selected or value.unfolded), -value.count))
    chosen = sum(value.selected or value.unfolded for value in values)
    kept = {value.value for value in by_use[: max(MAX_VALUES, chosen)]}
    return [value for value in values if value.value in kept]
