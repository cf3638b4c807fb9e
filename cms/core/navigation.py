"""Where a page is in the site, and what the frame around every page links to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.core.models import SiteIdentity

ACCESSIBILITY = "accessibilite"
"""Slug of the page that holds the accessibility statement."""


class Crumb(NamedTuple):
    """A step from the home page to where the visitor is."""

    label: str
    url: str


@dataclass(frozen=True)
class Frame:
    """Header and footer. `menu` and `footer` are the children of the home page that the public may read."""

    identity: SiteIdentity
    menu: Sequence[Page] = field(default_factory=list)
    footer: Sequence[Page] = field(default_factory=list)
    accessibility: Page | None = None


def frame(site: Site | None) -> Frame:
    """Two queries, no write: `SiteIdentity.for_site` would create the row on a visitor's first read."""
    if site is None:
        return Frame(SiteIdentity())
    identity = SiteIdentity.objects.filter(site=site).first() or SiteIdentity(site=site)
    pages = list(Page.objects.child_of(site.root_page).live().filter(view_restrictions__isnull=True).order_by("path"))
    return Frame(
        identity=identity,
        menu=[page for page in pages if page.show_in_menus],
        footer=[page for page in pages if not page.show_in_menus and page.slug != ACCESSIBILITY],
        accessibility=next((page for page in pages if page.slug == ACCESSIBILITY), None),
    )


def trail(request: HttpRequest, page: Page) -> list[Crumb]:
    """From the home page to `page`. A page reached by its address knows its parents: no query.

    A parent that is not online has no address and a title nobody may read yet.
    """
    site = Site.find_for_request(request)
    pages = [page]
    while site and pages[0].pk != site.root_page_id and (parent := pages[0].get_parent()):
        pages.insert(0, parent)
    return [Crumb(step.title, step.get_url(request) or "") for step in pages if step.live or step is page]
