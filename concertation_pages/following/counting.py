"""How many people follow each page, and when it last changed: numbers and days, nothing of anybody."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Q
from wagtail.models import Page

from concertation_pages.models import CampaignOpening, Follow, StatusChange


@dataclass(frozen=True)
class FollowedPage:
    """`changed_at` is when what it is followed for last changed in public: who follows it may not have been told."""

    page: Page
    confirmed: int
    waiting: int
    changed_at: datetime.datetime | None

    @property
    def followed_for(self) -> str:
        """What one is told of."""
        kind = self.page.specific_class
        return str(kind.followed_for) if kind else ""


def followed_pages() -> Sequence[FollowedPage]:
    """The most followed first."""
    counted = {
        row["page"]: (row["confirmed"], row["waiting"])
        for row in Follow.objects.values("page").annotate(
            confirmed=Count("pk", filter=Q(confirmed_at__isnull=False)),
            waiting=Count("pk", filter=Q(confirmed_at=None)),
        )
    }
    changed = _last_points(counted) | _last_openings(counted)
    pages = Page.objects.select_related("content_type").filter(pk__in=counted)
    found = [FollowedPage(page, *counted[page.pk], changed.get(page.pk)) for page in pages]
    return sorted(found, key=lambda one: (-one.confirmed, -one.waiting, one.page.title))


def _last_points(pages: Iterable[int]) -> dict[int, datetime.datetime]:
    """Of each report and opinion, the last point on a row that it still has."""
    changes = StatusChange.objects.accepted().filter(item__page__in=pages, item__shown=True)
    return dict(changes.order_by().values_list("item__page").annotate(Max("decided_at")))


def _last_openings(pages: Iterable[int]) -> dict[int, datetime.datetime]:
    """Of the page of the consultations, the last campaign that opened."""
    found = {}
    for page in Page.objects.filter(pk__in=pages, concertationindexpage__isnull=False):
        openings = CampaignOpening.objects.filter(campaign__in=page.get_children())
        if last := openings.aggregate(last=Max("told_at"))["last"]:
            found[page.pk] = last
    return found
