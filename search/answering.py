"""The answer to a question that a request asks, and what a visitor is told when it is not the usual one."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest

from cms.core import page_cache
from search.engines import SearchQuery, SearchResponse, engine

SIMPLIFIED = (
    "Résultats simplifiés : le moteur de recherche est momentanément indisponible. La liste et ses nombres restent "
    "complets, seul l’ordre des résultats peut être moins pertinent."
)


def answered(request: HttpRequest, query: SearchQuery) -> SearchResponse:
    """A page made from an answer for want of a better one is not remembered."""
    response = engine.search(query)
    if response.degraded:
        page_cache.forgo(request)
    return response


@contextmanager
def unless_stood_in(request: HttpRequest) -> Iterator[None]:
    """What is made here is not remembered when the database answered any of its questions for want of Elasticsearch:
    a suggestion or a correction as well as a list.
    """
    before = engine.stand_ins
    yield
    if engine.stand_ins != before:
        page_cache.forgo(request)


def answer_notices(response: SearchResponse) -> list[str]:
    return [SIMPLIFIED] if response.degraded else []
