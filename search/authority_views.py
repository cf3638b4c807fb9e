"""The pages of the collectivités that have content: their list, one page each with what stands below it, a CSV."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cms.core.content_version import version_for
from cms.core.navigation import Crumb
from cms.core.pagination import asked_page, page_view
from cms.territories.map import dots
from cms.territories.models import LocalAuthority
from search.addresses import Address
from search.authorities import OWN, TITLE, about, documented, items_about, passages_of, undocumented
from search.authority_data import authority_data
from search.authority_export import COLUMNS
from search.exports.responses import export_response
from search.feeds import feed_response
from search.filters import build_filters
from search.forms import QueryField
from search.kinds import Noun
from search.listing import build_listing
from search.suggestions import suggestions_url

AT_ONCE = 60
"""Authorities of one page of the list, with their régions: it stays under 350 elements."""
AUTHORITIES = Noun("collectivité", "collectivités")
CONTENTS = Noun("contenu", "contenus", feminine=False)


@require_safe
def authorities(request: HttpRequest) -> HttpResponse:
    """`/collectivites/`: those that have content, by région."""
    words = QueryField(required=False).clean(request.GET.get("q"))
    rows = documented(version_for(request), words)
    pages = Paginator(rows, AT_ONCE)
    number = asked_page(request, pages.num_pages)
    address = Address(request.path, (("q", words),) if words else ())
    context = {
        "title": TITLE,
        "heading": AUTHORITIES.found(len(rows)) if words else AUTHORITIES.counted(len(rows)),
        "rows": pages.page(number).object_list,
        "pages": page_view(address.page, number, pages.num_pages),
        "part": ", ".join([f"« {words} »"] * bool(words) + [f"page {number}"] * (number > 1)),
        "q": words,
        "columns": COLUMNS,
        "others": undocumented(rows, words) if words else [],
        "suggestions": suggestions_url(request.path, OWN),
    }
    return render(request, "pages/search/authorities_page.html", context)


@require_safe
def authority(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Everything public about one of them. A replaced one with nothing left gives way to its successor."""
    found = _authority(slug)
    successor = found.replaced_by
    own, *next_ones = items_about(filter(None, [found, successor]), version_for(request))
    if not own:
        if successor and any(next_ones):
            return redirect("authority", successor.slug)
        raise Http404("Aucun contenu public sur cette collectivité.")
    context = _context(found) | {
        "listing": build_listing(request, base=about(found), noun=CONTENTS),
        "description": _description(found),
        "passages": passages_of(found, version_for(request)),
        "dots": dots([found]),
        "successor": successor,
        "successor_is_public": any(next_ones),
        "structured_data": authority_data(found, request.build_absolute_uri(request.path)),
    }
    return render(request, "pages/search/authority_page.html", context)


@require_safe
def authority_filters(request: HttpRequest, slug: str) -> HttpResponse:
    found = _public_authority(request, slug)
    above = [*_context(found)["above"], Crumb(found.name, reverse("authority", args=[slug]))]
    context = {"filters": build_filters(request, about(found), CONTENTS), "title": "Tous les filtres", "above": above}
    return render(request, "pages/search/filters_page.html", context)


@require_safe
def authority_feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = _public_authority(request, slug)
    return feed_response(request, about(found), found.name)


@require_safe
def authority_file(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = _public_authority(request, slug)
    return export_response(request, about(found), found.name)


def _authority(slug: str) -> LocalAuthority:
    shown = LocalAuthority.objects.select_related("authority_type", "department", "region", "replaced_by")
    return get_object_or_404(shown, slug=slug)


def _public_authority(request: HttpRequest, slug: str) -> LocalAuthority:
    found = _authority(slug)
    if not any(items_about([found], version_for(request))):
        raise Http404("Aucun contenu public sur cette collectivité.")
    return found


def _context(found: LocalAuthority) -> dict[str, Any]:
    return {"authority": found, "title": found.name, "above": [Crumb(TITLE, reverse("authorities"))]}


def _description(found: LocalAuthority) -> str:
    where = f" ({found.place})" if found.place else ""
    return f"{found.name}{where} : ses fiches, chartes et engagements publiés, sa population, ses codes officiels."
