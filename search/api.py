"""The question of the search page asked by a machine."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from search.answering import answered, unless_stood_in
from search.asking import Asked, ask
from search.corrections import correction
from search.engines import SearchResponse
from search.facet_views import FacetValue, facet_views
from search.facets import facets_of
from search.listing import page_count
from search.models import SearchEntry
from search.proximity import distance
from search.results import result

MAX_VALUES = 500
"""Values of one facet in an answer, the most frequent and those asked for: a register has tens of thousands."""


@require_safe
def search_api(request: HttpRequest) -> JsonResponse:
    """Open to any site; a value that a page would ignore is an error here, since nobody would read the notice."""
    asked = ask(request, {}).counting(facets_of({}))
    if asked.form.errors:
        return _refusal(asked.form.errors)
    response = answered(request, asked.query)
    if asked.query.page > page_count(asked, response):
        return _refusal({"page": ["Page : cette page n’existe pas."]})
    with unless_stood_in(request):
        return _answer(_payload(request, asked, response))


def _refusal(errors: Any) -> JsonResponse:
    return _answer({"erreur": "Paramètres refusés.", "parametres": errors}, status=400)


def _answer(payload: dict[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse(
        payload,
        status=status,
        json_dumps_params={"ensure_ascii": False},
        headers={"Access-Control-Allow-Origin": "*"},
    )


def _payload(request: HttpRequest, asked: Asked, response: SearchResponse) -> dict[str, Any]:
    meant = correction(asked, response)
    return {
        "total": response.total,
        "page": asked.query.page,
        "pages": page_count(asked, response),
        "resultats": [_result(request, asked, entry) for entry in response.entries],
        "facettes": {
            facet.name: [_value(value) for top in facet.values for value in (top, *top.children)]
            for facet in facet_views(asked, response, MAX_VALUES)
        },
        "suggestion": meant.text if meant else None,
        "moteur": response.engine,
        "degrade": response.degraded,
    }


def _result(request: HttpRequest, asked: Asked, entry: SearchEntry) -> dict[str, Any]:
    found = result(entry, asked.catalogue)
    return {
        "titre": entry.title,
        "url": request.build_absolute_uri(found.url),
        "type": found.kind,
        "slug": found.slug,
        "identifiant": found.card.get("identifier", ""),
        "resume": found.summary,
        "date": found.date,
        **({"distance_km": distance(asked, entry)} if asked.near else {}),
    }


def _value(value: FacetValue) -> dict[str, Any]:
    return {
        "valeur": value.value,
        "libelle": value.label,
        "nombre": value.count,
        "selectionnee": value.selected,
    }
