"""The answer to a question that a request asks, and what a visitor is told when it is not the usual one."""

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


def answer_notices(response: SearchResponse) -> list[str]:
    return [SIMPLIFIED] if response.degraded else []
