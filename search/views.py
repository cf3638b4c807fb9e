"""The search page of the whole site, its filters and its feed."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.engines import Selection
from search.exports.responses import export_response
from search.feeds import feed_response
from search.filters import build_filters
from search.kinds import Noun
from search.listing import build_listing

TITLE = "Recherche"
EVERYTHING: Selection = {}
RESULTS = Noun("résultat", "résultats", feminine=False)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Every kind of public content, through the same listing as the library."""
    listing = build_listing(request, base=EVERYTHING, noun=RESULTS)
    return render(request, "pages/search/search_page.html", {"listing": listing, "title": TITLE})


@require_safe
def search_filters(request: HttpRequest) -> HttpResponse:
    filters = build_filters(request, EVERYTHING, RESULTS)
    return render(request, "pages/search/filters_page.html", {"filters": filters, "title": TITLE})


@require_safe
def search_feed(request: HttpRequest) -> HttpResponse:
    return feed_response(request, EVERYTHING, TITLE)


@require_safe
def search_export(request: HttpRequest) -> HttpResponseBase:
    return export_response(request, EVERYTHING, TITLE)
