"""How many fiches tell of each nature of failure: all that the public learns of them, and only from three fiches on."""

from typing import Any, NamedTuple

from django.db.models import Count, Subquery, Value

from cms.core.per_version import PerVersion
from cms.core.public_tree import unrestricted
from library_pages.models.annexes import Failure

K = 3
"""Fewer fiches than that are not counted, nor all but fewer than that: either would point at one of them."""


class FailureCount(NamedTuple):
    """« 7 fiches : défaut de qualité des données »."""

    nature: str
    fiches: int


def _count(version: str) -> list[FailureCount]:
    fiches: Any = Failure._meta.get_field("page").related_model  # which imports this module
    public = unrestricted(fiches.objects.all()).order_by()
    number = public.annotate(all=Value(1)).values("all").annotate(number=Count("pk")).values("number")
    rows = Failure.objects.filter(page__in=public, nature__isnull=False).order_by()
    counted = rows.values("nature__label", "nature__order").annotate(fiches=Count("page", distinct=True))
    shown = counted.filter(fiches__gte=K, fiches__lte=Subquery(number) - K).order_by("-fiches", "nature__order")
    return [FailureCount(row["nature__label"], row["fiches"]) for row in shown]


_kept: PerVersion[list[FailureCount]] = PerVersion(_count)


def failure_counts(version: str) -> list[FailureCount]:
    """The most told first; one query once a version."""
    return _kept.get(version)
