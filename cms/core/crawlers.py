"""What machines ask of a site: sitemap.xml, robots.txt, security.txt."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index
from django.contrib.sitemaps.views import sitemap as urlset
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.core.addresses import Address, addresses
from cms.core.models import SiteIdentity
from cms.core.public_tree import unrestricted

CLOSED = ("/admin/", "/_util/")
"""Doors of the staff. Lists with many filters stay open to crawlers: their `noindex` has to be read."""
TEXT = "text/plain; charset=utf-8"
VALIDITY = datetime.timedelta(days=180)
"""RFC 9116 asks for an expiry less than a year away."""


class SitemapPart(Sitemap):
    """At most `limit` addresses, on the host and protocol of the request."""

    def __init__(self, found: Sequence[Address]) -> None:
        self.found = found

    def items(self) -> Sequence[Address]:
        return self.found

    def location(self, item: Address) -> str:
        return item.url

    def lastmod(self, item: Address) -> datetime.datetime | None:
        return item.changed


def _parts(request: HttpRequest) -> dict[str, type[Sitemap[Any]] | Sitemap[Any]]:
    found = list(addresses(request))
    starts = range(0, len(found) or 1, Sitemap.limit)
    return {str(number): SitemapPart(found[start : start + Sitemap.limit]) for number, start in enumerate(starts, 1)}


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public address; beyond 50 000, an index of the parts."""
    parts = _parts(request)
    return urlset(request, parts) if len(parts) == 1 else index(request, parts, sitemap_url_name="sitemap_part")


@require_safe
def sitemap_part(request: HttpRequest, section: int) -> HttpResponse:
    return urlset(request, _parts(request), section=str(section))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return _lines(lines)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a vulnerability (RFC 9116). Raises Http404 while staff have not recorded whom."""
    contact = _contact(request)
    if not contact:
        raise Http404
    expires = datetime.datetime.combine(timezone.localdate() + VALIDITY, datetime.time(), tzinfo=datetime.UTC)
    return _lines(
        [
            f"Contact: {contact}",
            f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
            "Preferred-Languages: fr",
            f"Canonical: {request.build_absolute_uri()}",
        ]
    )


def _contact(request: HttpRequest) -> str:
    """The address of the contact, else of the contact page if anybody may read it."""
    identity = SiteIdentity.said(request)
    if identity.contact_email:
        return f"mailto:{identity.contact_email}"
    page = unrestricted(Page.objects.filter(pk=identity.contact_page_id)).first()
    url = page.get_url(request) if page else None
    return request.build_absolute_uri(url) if url else ""


def _lines(lines: Sequence[str]) -> HttpResponse:
    return HttpResponse("\n".join([*lines, ""]), content_type=TEXT)
