"""Which rows a territory was asked about and did not answer."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cms.core.months import months_after
from concertation_pages.models.tracking import StatusChange

SILENT = 12
"""Months without answer from which a silence is public."""


def is_silent(row: str = "") -> Any:
    """Condition on a `TrackedItem`, or on what reaches one as `row`; false while its answer is in review."""
    answered = StatusChange.objects.answers_in_review().filter(item=OuterRef(row or "pk"))
    asked = f"{row}__asked_on__lte" if row else "asked_on__lte"
    return Q(**{asked: months_after(timezone.localdate(), -SILENT)}) & ~Exists(answered)
