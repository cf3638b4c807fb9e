"""What the template of « Où en est-on ? » shows: the overview, and one page of its territories."""

import datetime
from math import ceil
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from cms.core.content_version import version_for
from cms.core.pagination import asked_page, page_view
from cms.core.per_version import PerVersion
from concertation_pages.models import FollowUpPage
from concertation_pages.tracking.overview import Overview, overview

PER_PAGE = 10
"""Territories of one page."""

_overviews: PerVersion[dict[tuple[int, datetime.date], Overview]] = PerVersion(lambda _: {})
"""Of a page on a day: silences grow at midnight, whatever is published."""


def overview_context(request: HttpRequest, page: FollowUpPage) -> dict[str, Any]:
    """Raises Http404 for a page of the list that does not exist."""
    known, key = _overviews.get(version_for(request)), (page.pk, timezone.localdate())
    found = known[key] = known.get(key) or overview(page)
    count = max(1, ceil(len(found.territories) / PER_PAGE))
    number = asked_page(request, count)
    return {
        "overview": found,
        "territories": found.territories[(number - 1) * PER_PAGE : number * PER_PAGE],
        "pages": page_view(lambda asked: f"?page={asked}#territoires", number, count),
    }
