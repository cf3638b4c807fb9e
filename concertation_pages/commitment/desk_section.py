"""What the desk of the rédaction shows of the commitments."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from concertation_pages.models import Commitment

ON_DESK = 10
PROMISED = 2
"""Working days in which a territory is answered."""
WEEKEND = 5


def waiting(request: HttpRequest) -> dict[str, Any] | None:
    """The oldest first; nothing when none waits."""
    found = Commitment.objects.filter(state=Commitment.State.CANDIDATE).order_by("created_at", "pk")
    first = list(found[:ON_DESK])
    if not first:
        return None
    return {"commitments": [(one, working_days(one) > PROMISED) for one in first], "number": found.count()}


def working_days(commitment: Commitment) -> int:
    """Whole days from Monday to Friday since it was asked; public holidays count."""
    today, day = timezone.localdate(), timezone.localdate(commitment.created_at)
    days = (day.toordinal() + rank for rank in range(1, (today - day).days + 1))
    return sum((ordinal - 1) % 7 < WEEKEND for ordinal in days)
