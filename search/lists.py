"""The list that an address names: the search of the site, a collectivité, or any page that lists a selection."""

from dataclasses import dataclass

from django.urls import Resolver404, resolve
from wagtail.models import Site

from cms.core.per_version import PerVersion
from cms.core.public_tree import public_pages
from cms.territories.models import LocalAuthority
from search.authorities import about
from search.engines import Selection
from search.views import EVERYTHING, TITLE

MAX_PATH = 255


@dataclass(frozen=True)
class NamedList:
    path: str
    title: str
    base: Selection


_known: PerVersion[dict[str, NamedList | None]] = PerVersion(lambda _: {})
_sites: PerVersion[Site | None] = PerVersion(
    lambda _: Site.objects.filter(is_default_site=True).select_related("root_page").first()
)
MOST_KNOWN = 1_000


def list_at(path: str, version: str) -> NamedList | None:
    """The list that anybody may read there in this version of the content; None for anything else."""
    known = _known.get(version)
    if path not in known:
        if len(known) >= MOST_KNOWN:
            return _find(path, version)
        known[path] = _find(path, version)
    return known[path]


def _find(path: str, version: str) -> NamedList | None:
    try:
        found = resolve(path) if len(path) <= MAX_PATH else None
    except Resolver404:
        found = None
    if found and found.url_name == "search":
        return NamedList(path, TITLE, EVERYTHING)
    if found and found.url_name == "authority":
        return _of_authority(path, found.kwargs["slug"])
    return _of_page(path, version) if found and found.url_name == "wagtail_serve" else None


def _of_authority(path: str, slug: str) -> NamedList | None:
    """Also of one that has nothing public today: something may come."""
    found = LocalAuthority.objects.filter(slug=slug).first()
    return NamedList(path, found.name, about(found)) if found else None


def _of_page(path: str, version: str) -> NamedList | None:
    """Of a page whose class says what it lists in `base`, a `Selection`."""
    site = _sites.get(version)
    page = public_pages(site).filter(url_path=site.root_page.url_path + path[1:]).first() if site else None
    base = getattr(page.specific_class, "base", None) if page else None
    return NamedList(path, page.title, base) if page and base is not None else None
