"""`<page>/reserve/`: the failures and the contacts of a page, as it is published."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.core.content_version import version_for
from cms.core.navigation import trail
from cms.members.models import User
from library_pages.annexes.contacts import reachable
from library_pages.annexes.failures import failure_counts
from library_pages.models.annex_records import AnnexRead
from library_pages.models.annexes import Contact

TEMPLATE = "pages/library_pages/annexes/reserve_page.html"


def reserve_context(page: Any, request: HttpRequest, contacts: list[Contact]) -> dict[str, Any]:
    """What the template shows; also for the preview of a draft, which has its own rows."""
    tells_failures = hasattr(page, "failures")
    return {
        "title": "Réservé aux membres",
        "above": trail(request, page)[1:],
        "annexed": page,
        "tells_failures": tells_failures,
        "failures": list(page.failures.select_related("nature", "phase")) if tells_failures else [],
        "contacts": contacts,
        "failure_counts": failure_counts(version_for(request)) if tells_failures else [],
    }


def record_read(page: Any, request: HttpRequest) -> None:
    """Somebody, who passed the door, is shown a contact."""
    AnnexRead.objects.create(page_id=page.pk, user=cast(User, request.user))


def show(page: Any, request: HttpRequest) -> HttpResponse:
    """Showing a contact is recorded; a page without any shows nobody."""
    contacts = reachable(page)
    if contacts:
        record_read(page, request)
    return render(request, TEMPLATE, reserve_context(page, request, contacts))
