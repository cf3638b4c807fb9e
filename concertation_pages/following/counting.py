"""How many people follow each page, and when those of today were last told: numbers and days, nothing of anybody."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, Q
from wagtail.models import Page

from concertation_pages.models import CampaignOpening, Follow, PointToTell, StatusChange


@dataclass(frozen=True)
class FollowedPage:
    """`told_at` is when a change was last told, to some of those who are `confirmed`; none when none was."""

    page: Page
    confirmed: int
    waiting: int
    told_at: datetime.datetime | None

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
    told = _points_told(counted) | _openings_told(counted)
    pages = Page.objects.select_related("content_type").filter(pk__in=counted)
    found = [FollowedPage(page, *counted[page.pk], told.get(page.pk)) for page in pages]
    return sorted(found, key=lambda one: (-one.confirmed, -one.waiting, one.page.title))


def _points_told(pages: Iterable[int]) -> dict[int, datetime.datetime]:
    """The last point of each page that somebody who follows it was told: the worker tells a point once it is public."""
    before = Follow.objects.filter(page=OuterRef("item__page"), confirmed_at__lte=OuterRef("decided_at"))
    changes = StatusChange.objects.accepted().filter(Exists(before), item__page__in=pages)
    told = changes.exclude(pk__in=PointToTell.objects.values("change"))
    return dict(told.values_list("item__page").annotate(Max("decided_at")))


def _openings_told(pages: Iterable[int]) -> dict[int, datetime.datetime]:
    """Likewise of the page of the consultations, whose followers are told of each campaign that opens."""
    found = {}
    for page in Page.objects.filter(pk__in=pages, concertationindexpage__isnull=False):
        first = Follow.objects.confirmed().filter(page=page).order_by("confirmed_at").first()
        openings = CampaignOpening.objects.filter(campaign__in=page.get_children())
        last = openings.aggregate(Max("told_at"))["told_at__max"]
        if first and first.confirmed_at and last and first.confirmed_at <= last:
            found[page.pk] = last
    return found
