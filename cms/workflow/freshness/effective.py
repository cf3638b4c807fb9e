"""The dates that hold for a page: what its editors state, and the confirmations given since.

`verified_on` and `review_on` are versioned: what an editor states, published through review. A confirmation is a row
beside the page (`Verification`). The verification that holds is the later of the two; the review date that holds is the
editors' own, unless it is the one that the last confirmation answered.
"""

import datetime
from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.workflow.models import Verification

READ = "last_verification"


def last_verification() -> Subquery:
    """As JSON, for a query on pages that is made anyway; `FreshPage` reads it back."""
    found = JSONObject(on="on", review_on="review_on", answered="answered")
    return Subquery(Verification.objects.filter(page=OuterRef("pk")).order_by("-pk").values(found=found)[:1])


class FreshPage(models.Model):
    """A page with the dates that hold."""

    review_months: ClassVar[int] = 12
    """How long a confirmation of a page of this class is good for."""

    class Meta:
        abstract = True

    @cached_property
    def _confirmation(self) -> dict[str, datetime.date | None]:
        """Of the last verification, `on`, `review_on` and `answered`; empty without one."""
        if not hasattr(self, READ):
            row = Verification.objects.filter(page_id=self.pk).values("on", "review_on", "answered").first()
            return row or {}  # type: ignore[return-value]
        found = getattr(self, READ) or {}
        return {name: day and datetime.date.fromisoformat(day) for name, day in found.items()}

    @property
    def verified(self) -> datetime.date | None:
        """The last day somebody found the whole page right."""
        page: Any = self
        days = [day for day in (page.verified_on, self._confirmation.get("on")) if day]
        return max(days, default=None)

    @property
    def review_due(self) -> datetime.date | None:
        """The day from which the page is to be read again."""
        page: Any = self
        found = self._confirmation
        return found["review_on"] if found and found["answered"] == page.review_on else page.review_on

    def needs_review(self, today: datetime.date) -> bool:
        return bool(self.review_due and self.review_due <= today)

    @property
    def is_overdue(self) -> bool:
        return self.needs_review(timezone.localdate())


def stale_pages(today: datetime.date) -> PageQuerySet:
    """Live pages that should have been read again, the longest overdue first; one query, whatever their class.

    Each has `review_due`, `verified` and `content_owner_id`.
    """
    last = Verification.objects.filter(page=OuterRef("pk")).order_by("-pk")
    confirmed = {name: Subquery(last.values(name)[:1]) for name in ("on", "review_on", "answered")}
    pages = Page.objects.live().annotate(
        stated_verified=_of_class("verified_on"),
        stated_review=_of_class("review_on"),
        content_owner_id=_of_class("content_owner_id"),
        **{f"confirmed_{name}": found for name, found in confirmed.items()},
    )
    is_answered = Q(stated_review=F("confirmed_answered")) | Q(
        stated_review=None, confirmed_answered=None, confirmed_on__isnull=False
    )
    is_confirmed_last = Q(confirmed_on__isnull=False) & (
        Q(stated_verified=None) | Q(confirmed_on__gt=F("stated_verified"))
    )
    return (
        pages.annotate(
            review_due=Case(When(is_answered, then=F("confirmed_review_on")), default=F("stated_review")),
            verified=Case(When(is_confirmed_last, then=F("confirmed_on")), default=F("stated_verified")),
        )
        .filter(review_due__lte=today)
        .order_by("review_due", "pk")
    )


def _of_class(field: str) -> Coalesce:
    """A field that every class of page has, read from whichever class the page is of."""
    classes = [model for model in apps.get_models() if issubclass(model, FreshPage)]
    return Coalesce(*(f"{model._meta.model_name}__{field}" for model in classes))
