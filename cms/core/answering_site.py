"""Which site answers, and its home page: asked of the database once a version, instead of once a page."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Site

from cms.core.content_version import version_for
from cms.core.per_version import PerVersion

MOST_KNOWN = 100
"""Hosts and ports remembered: a visitor may write any port."""

_sites: PerVersion[dict[tuple[str, str], Site | None]] = PerVersion(lambda _: {})


def know_site(request: HttpRequest) -> None:
    """Give the request the site that Wagtail looks for. It is shared by all of them: nothing may be written on it."""
    known, asked = _sites.get(version_for(request)), (request.get_host(), request.get_port())
    if asked in known:
        holder: Any = request
        holder._wagtail_site = known[asked]
    elif len(known) < MOST_KNOWN:
        known[asked] = Site.find_for_request(request)
