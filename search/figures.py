"""Counts and latest items, in one version of the content, for pages that are not listings.

There are no words to find: the sets of this process answer, and no page waits for a cluster.
"""

from collections.abc import Sequence
from itertools import chain, islice

from search.catalogue import catalogue
from search.engines import SearchQuery, Selection, engine
from search.engines.base import RECENT
from search.results import Result, result


def facet_counts(parameter: str, base: Selection, version: str) -> dict[str, int]:
    """Value of this facet to number of items; values without any are absent."""
    query = SearchQuery(version, base=base, counted=[parameter], per_page=0)
    return dict(engine.database.search(query).counts[parameter])


def total(base: Selection, version: str) -> int:
    return engine.totals([SearchQuery(version, base=base)])[0]


def latest(base: Selection, limit: int, version: str) -> list[Result]:
    """The most recently published items of this selection."""
    found = engine.database.search(SearchQuery(version, base=base, per_page=limit))
    return [result(entry, catalogue(version)) for entry in found.entries]


def latest_of_each(bases: Sequence[Selection], limit: int, version: str) -> list[list[Result]]:
    """The most recently published items of each of these selections, in one statement."""
    sets = engine.database.bitmaps(version)
    ids = [list(islice(sets.orders[RECENT].sorted(sets.within(base)), limit)) for base in bases]
    rows = {entry.pk: entry for entry in engine.database.entries(list(chain.from_iterable(ids)))}
    names = catalogue(version)
    return [[result(rows[pk], names) for pk in group if pk in rows] for group in ids]
