"""The collectivités that public content is about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from cms.core.addresses import Address
from cms.core.content_version import version_for
from cms.core.names import searchable
from cms.territories.models import LocalAuthority
from search.addresses import OPINIONS_URL, PROPOSALS_URL, Pair
from search.engines import SearchQuery, Selection, engine
from search.facets import CARTOGRAPHY, KIND
from search.figures import facet_counts
from search.kinds import KINDS

FACET = "collectivite"
PARTS = {"proposition": PROPOSALS_URL, "constat": PROPOSALS_URL, "recommandation": OPINIONS_URL}
"""Kind of the passages of a content that has its own entry, to the list that holds them."""
OWN: Selection = {KIND: [kind for kind in KINDS if kind not in CARTOGRAPHY and kind not in PARTS]}
"""What is said of an authority itself. Actors and solutions only carry the authorities of the fiches that name them;
the passages of a report or of an opinion would hide the rest.
"""
TITLE = "Collectivités"
ABROAD = "Hors de France"
MAX_OTHERS = 10


@dataclass(frozen=True)
class Documented:
    """An authority and how many public items are about it, of every kind."""

    authority: LocalAuthority
    items: int

    @property
    def area(self) -> str:
        return area(self.authority)


def area(authority: LocalAuthority) -> str:
    """Its région; what stands for one abroad."""
    return str(authority.region or ABROAD)


def area_rank(authority: LocalAuthority) -> tuple[bool, str]:
    """In the order of a French dictionary, where « Île-de-France » comes before « Normandie »; abroad last."""
    return authority.region is None, searchable(area(authority))


def documented(version: str, query: str = "") -> list[Documented]:
    """Those that match `query`, by région (`area_rank`), then by name."""
    counts = facet_counts(FACET, OWN, version)
    found = LocalAuthority.objects.filter(slug__in=counts).select_related("authority_type", "region", "department")
    rows = [Documented(authority, counts[authority.slug]) for authority in found.matching(query)]
    return sorted(rows, key=lambda row: (*area_rank(row.authority), searchable(str(row.authority))))


def undocumented(known: Iterable[Documented], query: str) -> list[LocalAuthority]:
    """A few others of the register that match `query`: nothing is about them yet, but others resemble them."""
    others = LocalAuthority.objects.exclude(pk__in=[row.authority.pk for row in known]).matching(query)
    return list(others.select_related("authority_type", "region", "department")[:MAX_OTHERS])


def about(authority: LocalAuthority) -> Selection:
    """The filter of the public items that are about it."""
    return {**OWN, FACET: [authority.slug]}


def items_about(authorities: Iterable[LocalAuthority], version: str) -> list[int]:
    """How many public items are about each of them."""
    return engine.totals([SearchQuery(version, base=about(authority)) for authority in authorities])


def passages_of(authority: LocalAuthority, version: str) -> list[Pair]:
    """« 3 propositions » and the address of their list, for each kind of passage that its contents have."""
    counts = facet_counts(KIND, {KIND: list(PARTS), FACET: [authority.slug]}, version)
    return [
        (KINDS[kind].noun.counted(counts[kind]), f"{url}?{KIND}={kind}&{FACET}={authority.slug}")
        for kind, url in PARTS.items()
        if kind in counts
    ]


def authority_addresses(request: HttpRequest) -> Iterator[Address]:
    """For the plan du site and the sitemap."""
    rows = documented(version_for(request))
    if rows:
        yield Address(TITLE, reverse("authorities"), None)
    for row in rows:
        yield Address(row.authority.name, reverse("authority", args=[row.authority.slug]), None)
