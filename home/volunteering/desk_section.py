"""What the desk of the rédaction shows of the demands."""

from typing import Any

from django.http import HttpRequest

from home.models.volunteer import Volunteer

ON_DESK = 10


def waiting(request: HttpRequest) -> dict[str, Any] | None:
    """The oldest first; nothing when none waits."""
    found = Volunteer.objects.filter(state=Volunteer.State.ASKED).select_related("authority").order_by("created_at")
    first = list(found[:ON_DESK])
    return {"volunteers": first, "number": found.count()} if first else None
