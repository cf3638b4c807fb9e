"""A facet as a page shows it: which values, in which order, with which counts."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from search.asking import Asked
from search.engines import SearchResponse
from search.facets import Facet
from search.vocabularies import Vocabulary

MAX_VALUES = 5
"""Values shown of a facet beside results, besides the chosen ones; its page of filters has the others."""


@dataclass(frozen=True)
class FacetValue:
    value: str
    label: str
    count: int
    selected: bool
    children: Sequence["FacetValue"] = ()
    nested: bool = False
    """Under another one."""

    @property
    def unfolded(self) -> bool:
        """A value under this one is chosen: it must be seen."""
        return any(child.selected for child in self.children)

    @property
    def kept(self) -> bool:
        """Chosen, here or under: never left out of a shortened list."""
        return self.selected or self.unfolded


@dataclass(frozen=True)
class FacetView:
    """`more` tells that other values have results; `foldable`, that it is not always open."""

    name: str
    label: str
    open: bool
    foldable: bool
    values: Sequence[FacetValue]
    more: bool

    @property
    def rows(self) -> list[FacetValue]:
        """Each value and, after it, those chosen under it."""
        return [row for value in self.values for row in (value, *filter(attrgetter("selected"), value.children))]


def facet_views(asked: Asked, response: SearchResponse, limit: int = MAX_VALUES) -> list[FacetView]:
    """The facets asked for. When nothing is found they keep their values, at 0: a visitor can still choose others."""
    return [
        facet_view(facet, values, len(values) if facet.exhaustive else limit)
        for facet, values in facet_values(asked, response)
    ]


def facet_values(asked: Asked, response: SearchResponse) -> Iterable[tuple[Facet, list[FacetValue]]]:
    """Every value of each facet that has results, is chosen or, in an exhaustive facet, exists."""
    known = asked.known_counts(response).counts
    for facet in asked.facets:
        name = facet.parameter
        selected = asked.query.selected.get(name, ())
        offered = {*known[name], *response.counts[name], *selected}
        values = _values(asked.catalogue.vocabularies[name], response.counts[name], selected, offered, facet)
        yield facet, sorted(values, key=_by_count(known[name])) if facet.by_count else values


def facet_view(facet: Facet, values: Sequence[FacetValue], limit: int) -> FacetView:
    shown = _most_useful(values, limit)
    chosen = any(value.kept for value in values)
    return FacetView(
        name=facet.parameter,
        label=facet.label,
        open=facet.open or chosen,
        foldable=not facet.open,
        values=shown,
        more=len(shown) < len(values),
    )


def _values(
    vocabulary: Vocabulary, counts: Mapping[str, int], selected: Collection[str], offered: Collection[str], facet: Facet
) -> list[FacetValue]:
    """Values that unfold under no other, in the order of the vocabulary; years, the latest first."""
    under: dict[str, list[FacetValue]] = {}

    def value(slug: str, nested: bool = False) -> FacetValue:
        children = under.get(slug, ())
        return FacetValue(slug, vocabulary.label(slug), counts.get(slug, 0), slug in selected, children, nested)

    for child, group in vocabulary.groups.items():
        if child in offered:
            under.setdefault(group, []).append(value(child, nested=True))
    slugs = vocabulary.labels or sorted(offered, reverse=True)
    return [
        value(slug)
        for slug in slugs
        if slug not in vocabulary.groups and (slug in offered or slug in under or facet.exhaustive)
    ]


def _by_count(known: Mapping[str, int]) -> Callable[[FacetValue], tuple[int, int]]:
    return lambda value: (-value.count, -known.get(value.value, 0))


def _most_useful(values: Sequence[FacetValue], limit: int) -> list[FacetValue]:
    """The chosen ones and the most frequent, in the order they came."""
    by_use = sorted(values, key=lambda value: (not value.kept, -value.count))
    chosen = sum(value.kept for value in values)
    kept = {value.value for value in by_use[: max(limit, chosen)]}
    return [value for value in values if value.value in kept]
