"""Contents that staff put above the results of some searches."""

from collections.abc import Iterable, Sequence

from search.asking import Asked
from search.engines import engine
from search.engines.base import RELEVANCE
from search.models import SearchEntry
from search.results import Result, result
from search.text_query import keys


def pinned(asked: Asked) -> list[Result]:
    """What goes above the first page of a search that nothing narrows: what the list holds and the public reads."""
    query = asked.query
    if query.page > 1 or query.selected or query.sort != RELEVANCE or not asked.catalogue.pins:
        return []
    pages = list(dict.fromkeys(page for key in sorted(keys(asked.text)) for page in asked.catalogue.pins.get(key, ())))
    return [result(entry, asked.catalogue) for entry in _listed(asked, pages)] if pages else []


def _listed(asked: Asked, pages: Sequence[int]) -> Iterable[SearchEntry]:
    within = engine.bitmaps(asked.query.version).within(asked.query.base)
    return [entry for entry in SearchEntry.objects.of_pages(pages) if entry.pk in within]
