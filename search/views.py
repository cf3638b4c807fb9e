"""The search page of the whole site, and the same question asked by a machine."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.asking import Asked, ask
from search.engines import SearchResponse, engine
from search.facet_views import FacetValue
from search.listing import Noun, build_listing, listed_facets, page_count
from search.results import result

TITLE = "Recherche"
RESULTS = Noun("résultat", "résultats", feminine=False)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Every kind of public content, through the same listing as the library."""
    listing = build_listing(request, base={}, noun=RESULTS)
    return render(request, "pages/search/search_page.html", {"listing": listing, "title": TITLE, "show_kind": True})


@require_safe
def search_api(request: HttpRequest) -> JsonResponse:
    """Open to any site; a value that a page would ignore is an error here, since nobody would read the notice."""
    asked = ask(request, base={})
    if asked.form.errors:
        return _answer({"erreur": "Paramètres refusés.", "parametres": asked.form.errors}, status=400)
    response = engine.search(asked.query)
    if asked.query.page > page_count(asked, response):
        refused = {"page": ["Page : cette page n’existe pas."]}
        return _answer({"erreur": "Paramètres refusés.", "parametres": refused}, status=400)
    return _answer(_payload(request, asked, response))


def _answer(payload: dict[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse(
        payload,
        status=status,
        json_dumps_params={"ensure_ascii": False},
        headers={"Access-Control-Allow-Origin": "*"},
    )


def _payload(request: HttpRequest, asked: Asked, response: SearchResponse) -> dict[str, Any]:
    return {
        "total": response.total,
        "page": asked.query.page,
        "pages": page_count(asked, response),
        "resultats": [_result(request, asked, entry) for entry in response.entries],
        "facettes": {
            facet.name: [_value(value) for top in facet.values for value in (top, *top.children)]
            for facet in listed_facets(asked, response)
        },
        "moteur": response.engine,
        "degrade": response.degraded,
    }


def _result(request: HttpRequest, asked: Asked, entry: Any) -> dict[str, Any]:
    found = result(entry, asked.catalogue)
    return {
        "titre": entry.title,
        "url": request.build_absolute_uri(found.url),
        "type": found.kind,
        "slug": found.slug,
        "resume": found.summary,
        "date": found.date,
    }


def _value(value: FacetValue) -> dict[str, Any]:
    return {
        "valeur": value.value,
        "libelle": value.label,
        "nombre": value.count,
        "selectionnee": value.selected,
    }
