"""Counts and latest items for pages that are not listings.

`version` (see `cms.core.content_version`) spares a query to a page that asks for several of them.
"""

from cms.core.content_version import current_version
from search.catalogue import catalogue
from search.engines import SearchQuery, Selection, engine
from search.results import Result, result


def facet_counts(parameter: str, base: Selection, version: str | None = None) -> dict[str, int]:
    """Value of this facet to number of items; values without any are absent."""
    query = SearchQuery(version or current_version(), base=base, counted=[parameter], per_page=0)
    return dict(engine.search(query).counts[parameter])


def total(base: Selection, version: str | None = None) -> int:
    return engine.totals([SearchQuery(version or current_version(), base=base)])[0]


def latest(base: Selection, limit: int, version: str | None = None) -> list[Result]:
    """The most recently published items of this selection."""
    version = version or current_version()
    found = engine.search(SearchQuery(version, base=base, per_page=limit))
    return [result(entry, catalogue(version)) for entry in found.entries]
