"""Fiches that look like a given one, and why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Model
from pyroaring import BitMap

from search.catalogue import Catalogue, catalogue
from search.engines import engine
from search.engines.base import RECENT
from search.engines.bitmaps import Bitmaps
from search.facets import KIND
from search.models import SearchEntry
from search.results import Result, result

# A shared keyword or technique says more about the subject than a theme; the rest only refines.
WEIGHTS = {"tag": 16, "technique": 10, "theme": 8, "type-collectivite": 3, "cible": 2, "region": 1}
SUBJECT = frozenset({"tag", "technique", "theme"})
"""Two items that share none of these are not similar, wherever they come from."""
REASONS = {
    "tag": "Mots-clés communs",
    "technique": "Même technique",
    "theme": "Même thématique",
    "type-collectivite": "Même type de collectivité",
    "cible": "Même cible",
    "region": "Même région",
}


@dataclass(frozen=True)
class Similar:
    result: Result
    reasons: Sequence[str]


def similar_to(page: Model, version: str, limit: int = 3) -> list[Similar]:
    """The items of the same kind that share most facets with it, most recent first among equals; never itself."""
    entry = SearchEntry.objects.public().filter(source=page._meta.label_lower, object_id=page.pk).first()
    return similar_to_entry(entry, version, limit) if entry else []


def similar_to_entry(entry: SearchEntry, version: str, limit: int) -> list[Similar]:
    """The same for an item that may not be public; its key, when it is, leaves it out."""
    sets = engine.bitmaps(version)
    found = list(_closest(sets, entry, _shareable(sets, entry, catalogue(version)), limit))
    rows = engine.entries([pk for pk, _ in found])
    reasons = {pk: [REASONS[parameter] for parameter in shared] for pk, shared in found}
    return [Similar(result(row, catalogue(version)), reasons[row.pk]) for row in rows]


def _shareable(sets: Bitmaps, entry: SearchEntry, names: Catalogue) -> dict[str, BitMap]:
    """Facet parameter to the items that have one of the values of this entry. A group is too wide to be shared."""
    groups = {group for vocabulary in names.vocabularies.values() for group in vocabulary.groups.values()}
    shared = {parameter: sets.union(parameter, set(entry.facets.get(parameter, ())) - groups) for parameter in WEIGHTS}
    return {parameter: numbers for parameter, numbers in shared.items() if numbers}


def _closest(
    sets: Bitmaps, entry: SearchEntry, shareable: Mapping[str, BitMap], limit: int
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Ids with the parameters they share: those who share the heaviest set of parameters come first.

    Whoever is found at a set shares nothing else, since any wider set is heavier and was looked at before.
    """
    left, recent = sets.union(KIND, [entry.kind]) - BitMap([entry.pk]), sets.orders[RECENT]
    for parameters in _heaviest_first(shareable):
        found = BitMap.intersection(left, *(shareable[parameter] for parameter in parameters))
        closest = recent.page(found, 0, limit)
        yield from ((pk, parameters) for pk in closest)
        limit -= len(closest)
        left = left - found
        if not limit:
            return


def _heaviest_first(parameters: Iterable[str]) -> list[tuple[str, ...]]:
    known = list(parameters)
    subsets = [subset for size in range(1, len(known) + 1) for subset in combinations(known, size)]
    about_subject = [subset for subset in subsets if SUBJECT.intersection(subset)]
    return sorted(about_subject, key=lambda subset: -sum(WEIGHTS[parameter] for parameter in subset))
