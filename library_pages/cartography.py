"""What the page of an actor or of a solution shows: the public fiches that use it, and where."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from cms.core.content_version import version_for
from search.addresses import LIBRARY_URL
from search.catalogue import catalogue
from search.facets import KIND
from search.figures import facet_counts, latest, total
from search.kinds import KINDS

if TYPE_CHECKING:
    from library_pages.models.registers import RegisterItem

SHOWN = 8
"""Fiches shown; the library has them all."""


@dataclass(frozen=True)
class UsedRegion:
    """A région where at least one of these fiches is; `slug` also names its outline in `static/geo/regions.svg`."""

    slug: str
    name: str
    fiches: int
    url: str


def item_context(item: "RegisterItem", request: HttpRequest) -> dict[str, Any]:
    """Empty when no public fiche uses the item."""
    version, base = version_for(request), {KIND: ["fiche"], item.kind: [item.slug]}
    count = total(base, version)
    if not count:
        return {}
    return {
        "item": item,
        "kind_label": KINDS[item.kind].label,
        "public_actors": catalogue(version).vocabularies["acteur"],
        "public_solutions": catalogue(version).vocabularies["solution"],
        "count": count,
        "fiches": latest(base, SHOWN, version),
        "library_url": f"{LIBRARY_URL}?{item.kind}={item.slug}",
        "regions": used_regions(item, facet_counts("region", base, version), version),
        "structured_data": structured_data(item, request.build_absolute_uri(request.path)),
    }


def structured_data(item: "RegisterItem", address: str) -> dict[str, Any]:
    """The item in the words of schema.org; an unknown value is absent."""
    data = {"@context": "https://schema.org", "name": item.name, "url": address, **item.structured_data()}
    return {name: value for name, value in data.items() if value}


def used_regions(item: "RegisterItem", counts: dict[str, int], version: str) -> list[UsedRegion]:
    """The most fiches first."""
    names = catalogue(version)
    used = [
        UsedRegion(slug, names.label("region", slug), fiches, f"{LIBRARY_URL}?region={slug}&{item.kind}={item.slug}")
        for slug, fiches in counts.items()
    ]
    return sorted(used, key=lambda region: (-region.fiches, region.name))
