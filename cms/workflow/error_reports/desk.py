"""What the desk shows of the reports."""

from typing import Any

from django.http import HttpRequest

from cms.workflow.models import ErrorReport

ON_DESK = 10


def desk_section(request: HttpRequest) -> dict[str, Any] | None:
    """The oldest first, for everybody on the desk; nothing when none is open."""
    waiting = ErrorReport.objects.filter(state__in=ErrorReport.OPEN).order_by("created_at", "pk")
    first = list(waiting[:ON_DESK])
    return {"reports": first, "number": waiting.count()} if first else None
