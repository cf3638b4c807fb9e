"""What staff see of the rows: those that wait for a decision, and all of them."""

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest

from concertation_pages.models import StatusChange, TrackedItem
from concertation_pages.tracking.silence import is_silent
from search.vocabularies import NO_STATUS

ON_DESK = 5


def waiting_points() -> QuerySet[StatusChange]:
    """Oldest first."""
    return StatusChange.objects.waiting().select_related("item__page", "status").order_by("recorded_at", "pk")


def items(chosen: Mapping[str, Any]) -> QuerySet[TrackedItem]:
    """All rows that fulfil the conditions of a `FilterForm`, each with the slug of its status."""
    latest = StatusChange.objects.accepted().filter(item=OuterRef("pk")).order_by("-recorded_at", "-pk")
    status = Subquery(latest.values("status__slug")[:1])
    label = Subquery(latest.values("status__label")[:1])
    found = TrackedItem.objects.select_related("page").annotate(status=status, status_label=label)
    conditions = Q()
    if chosen.get("page"):
        conditions &= Q(page=chosen["page"])
    if chosen.get("status"):
        conditions &= Q(status=None) if chosen["status"] == NO_STATUS else Q(status=chosen["status"])
    if chosen.get("silent"):
        conditions &= is_silent()
    return found.filter(conditions).order_by("page__title", "page", "pk")


def desk_section(request: HttpRequest) -> dict[str, Any] | None:
    """The oldest first, for who decides; nothing when none waits."""
    waiting = waiting_points()
    first = list(waiting[:ON_DESK])
    return {"points": first, "number": waiting.count()} if first else None
