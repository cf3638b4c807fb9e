"""What stands around every page: menus, footer, banner."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

from cms.core.content_version import version_for
from cms.core.models import SiteBanner, SiteIdentity, SiteNavigation
from cms.core.models.accessibility import Conformity, audit_of, conformity, latest_audit
from cms.core.navigation import Crumb
from cms.core.per_version import PerVersion
from cms.core.public_tree import unrestricted

ACCESSIBILITY = "accessibilite"
"""Slug of the page that holds the accessibility statement."""


class Column(NamedTuple):
    """A titled list of the footer."""

    title: str
    links: Sequence[Crumb]


class Banner(NamedTuple):
    """The message above the content; `link` is missing when its page is not public."""

    level: str
    name: str
    text: str
    link: Crumb | None


@dataclass(frozen=True)
class Frame:
    """Header, footer and banner. Whatever staff choose, only pages that anybody may read are linked."""

    identity: SiteIdentity
    menu: Sequence[Crumb] = field(default_factory=list)
    footer: Sequence[Column] = field(default_factory=list)
    accessibility: Crumb | None = None
    conformity: Conformity = Conformity.NONE
    """Degree of the mention that the law asks for on every page."""
    banner: Banner | None = None


_frames: PerVersion[dict[tuple[int, datetime.date], Frame]] = PerVersion(lambda _: {})


def frame(request: HttpRequest) -> Frame:
    """That of the site that answers, today: read once a version."""
    site = Site.find_for_request(request)
    if site is None:
        return Frame(SiteIdentity())
    known, key = _frames.get(version_for(request)), (site.pk, timezone.localdate())
    if key not in known:
        known[key] = _read(request, site)
    return known[key]


def _read(request: HttpRequest, site: Site) -> Frame:
    """Two queries, no write: `for_site` would create the settings on a visitor's first read."""
    settings = Site.objects.select_related("siteidentity", "sitenavigation", "sitebanner", "root_page")
    said = settings.annotate(audit=latest_audit()).get(pk=site.pk)
    navigation = getattr(said, "sitenavigation", None) or SiteNavigation(site=said)
    header, footer = navigation.header.raw_data, navigation.footer.raw_data
    banner = getattr(said, "sitebanner", None)
    pages = _pages(said, _chosen([*_values(header), *_column_links(footer)]), banner)
    links = _Links(request, said, pages)
    accessibility = links.child(ACCESSIBILITY)
    menu = links.menu(_values(header))
    return Frame(
        identity=getattr(said, "siteidentity", None) or SiteIdentity(site=said),
        menu=menu,
        footer=links.columns(footer) or [Column("Explorer", menu), Column("Le site", links.others())],
        accessibility=accessibility,
        conformity=conformity(audit_of(said.audit), timezone.localdate()),
        banner=links.banner(banner) if banner else None,
    )


def _pages(site: Site, chosen: Iterable[int], banner: SiteBanner | None) -> Mapping[int, Page]:
    """By key: the children of the home page, and what the menus and the banner name."""
    named = {*chosen, banner and banner.link_page_id} - {None}
    below = Q(path__startswith=site.root_page.path, depth=site.root_page.depth + 1)
    return {page.pk: page for page in unrestricted(Page.objects.filter(below | Q(pk__in=named))).order_by("path")}


def _values(stream: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [block["value"] for block in stream]


def _column_links(stream: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [link["value"] for column in _values(stream) for link in column["links"]]


def _chosen(links: Iterable[Mapping[str, Any]]) -> set[int]:
    return {page for link in links if (page := link.get("page"))}


class _Links:
    """What the settings say, as links of this request; a page that is not public is left out."""

    def __init__(self, request: HttpRequest, site: Site, pages: Mapping[int, Page]) -> None:
        self.request, self.pages = request, pages
        self.children = [page for page in pages.values() if page.depth == site.root_page.depth + 1]

    def to(self, page_id: int | None, address: str | None, label: str | None) -> Crumb | None:
        if address:
            return Crumb(label or address, address)
        page = self.pages.get(page_id) if page_id else None
        url = page.get_url(self.request) if page else None
        return Crumb(label or page.title, url) if page and url else None

    def all(self, values: Iterable[Mapping[str, Any]]) -> list[Crumb]:
        found = (self.to(value.get("page"), value.get("address"), value.get("label")) for value in values)
        return [link for link in found if link]

    def menu(self, values: Sequence[Mapping[str, Any]]) -> list[Crumb]:
        """Always ends with the search: with the menu and the plan du site, the ways into the site (RGAA 12.1)."""
        search = Crumb("Recherche", reverse("search"))
        links = self.all(values) if values else self._of(page for page in self.children if page.show_in_menus)
        return [*(link for link in links if link.url != search.url), search]

    def others(self) -> list[Crumb]:
        return self._of(page for page in self.children if not page.show_in_menus and page.slug != ACCESSIBILITY)

    def child(self, slug: str) -> Crumb | None:
        return next(iter(self._of(page for page in self.children if page.slug == slug)), None)

    def columns(self, stream: Iterable[Mapping[str, Any]]) -> list[Column]:
        columns = [
            Column(value["title"], self.all(link["value"] for link in value["links"])) for value in _values(stream)
        ]
        return [column for column in columns if column.links]

    def banner(self, banner: SiteBanner) -> Banner | None:
        if not banner.shown_on(timezone.localdate()):
            return None
        link = self.to(banner.link_page_id, banner.link_address, banner.link_label)
        return Banner(banner.level, banner.get_level_display(), banner.text, link)

    def _of(self, pages: Iterable[Page]) -> list[Crumb]:
        return [Crumb(page.title, page.get_url(self.request) or "") for page in pages]
