"""`/collectivites/<slug>/jumelles/`: the fiches of the collectivités that resemble one of the register."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cms.core.content_version import version_for
from cms.core.navigation import Crumb
from cms.territories.models import LocalAuthority
from cms.territories.population import POPULATION
from search.addresses import FICHE
from search.asking import Twins
from search.authorities import TITLE, about, items_about
from search.catalogue import catalogue
from search.engines import Selection, engine
from search.facets import KIND
from search.filters import build_filters
from search.forms import MAX_SHOWN
from search.kinds import KINDS
from search.listing import build_listing
from search.models import SearchEntry
from search.twins import MEANS, THEME, profile_of

FICHES: Selection = {KIND: [FICHE]}
HEADING = "Collectivités jumelles"


@require_safe
def twins(request: HttpRequest, slug: str) -> HttpResponse:
    """Of any collectivité of the register, whether it has published something or not."""
    found = _authority(slug)
    origin = _origin(request, found)
    listing = build_listing(request, base=FICHES, noun=KINDS[FICHE].noun, twins=_twins(found, origin))
    context = _context(request, found) | {
        "listing": listing,
        "search_label": "Chercher dans ces fiches",
        "bracket": POPULATION.of(found.population),
        "origin": origin,
        "compared": _compared(request, origin),
        "unknown_fiche": "" if origin else request.GET.get(FICHE, "")[:MAX_SHOWN],
    }
    return render(request, "pages/search/twins_page.html", context)


@require_safe
def twins_filters(request: HttpRequest, slug: str) -> HttpResponse:
    found = _authority(slug)
    filters = build_filters(request, FICHES, KINDS[FICHE].noun, _twins(found, _origin(request, found)))
    return render(request, "pages/search/filters_page.html", _context(request, found) | {"filters": filters})


def _authority(slug: str) -> LocalAuthority:
    shown = LocalAuthority.objects.select_related("authority_type", "department", "region")
    return get_object_or_404(shown, slug=slug)


def _context(request: HttpRequest, found: LocalAuthority) -> dict[str, Any]:
    """Its own page exists when something public is about it."""
    public = any(items_about([found], version_for(request)))
    above = [Crumb(TITLE, reverse("authorities"))]
    if public:
        above.append(Crumb(found.name, reverse("authority", args=[found.slug])))
    return {"authority": found, "is_public": public, "title": HEADING, "above": above}


def _origin(request: HttpRequest, found: LocalAuthority) -> SearchEntry | None:
    """The fiche of that collectivité that one comes from, by the last part of its address."""
    asked = request.GET.get(FICHE, "").replace("\0", "")
    if not asked:
        return None
    own = engine.bitmaps(version_for(request)).within({**about(found), **FICHES})
    rows = SearchEntry.objects.public().filter(pk__in=list(own), url__endswith=f"/{asked}/")
    return rows.only("title", "url", "facets").first()


def _twins(found: LocalAuthority, origin: SearchEntry | None) -> Twins:
    kept = ((FICHE, origin.url.rstrip("/").rpartition("/")[2]),) if origin else ()
    return Twins(profile_of(found, origin.facets if origin else None), kept)


def _compared(request: HttpRequest, origin: SearchEntry | None) -> list[str]:
    """What the fiche that one comes from says and is compared as well, in words."""
    names = catalogue(version_for(request))
    said = origin.facets if origin else {}
    return [names.label(parameter, value) for parameter in (THEME, MEANS) for value in said.get(parameter, ())]
