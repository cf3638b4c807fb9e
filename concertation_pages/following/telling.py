"""Who follows a page is told, once, of each thing that happens to it."""

import logging
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from cms.core.mail import absolute
from concertation_pages.following.mails import send
from concertation_pages.models import CampaignPage, ConcertationIndexPage, Follow, PointToTell, StatusChange
from concertation_pages.tracking.items import followed_rows

logger = logging.getLogger(__name__)


def tell_followers(change: StatusChange) -> None:
    """In the transaction that accepts the point: its followers will be told, whatever their number."""
    PointToTell.objects.create(change=change)


def tell_points() -> None:
    """Write the mails of the points accepted since the last sweep. One that fails waits, and holds no other."""
    for waiting in PointToTell.objects.order_by("pk"):
        try:
            _tell(waiting)
        except Exception:
            logger.exception("%s failed", waiting)


@transaction.atomic
def _tell(waiting: PointToTell) -> None:
    """One mail to each confirmed follower of this report or opinion.

    Of a page that nobody may read any more, and of a row that left it, nothing is told.
    """
    held = PointToTell.objects.select_for_update().filter(pk=waiting.pk).first()
    if held is None:
        return
    change = held.change
    page = change.item.page.specific
    row = next((row for row in followed_rows(page) if row.code == change.item.code), None)
    if row and is_public(page):
        context = {
            "row": row,
            "code": change.item.code,
            "change": change,
            "url": absolute(page.get_url() + change.item.place),
            "action": "Lire sur le site",
        }
        for follow in _followers(page).filter(confirmed_at__lte=change.decided_at).iterator():
            send("point", follow, page, f"point:{change.pk}", context)
    held.delete()


def tell_followers_of_campaign(page: ConcertationIndexPage, campaign: CampaignPage) -> None:
    """One mail to each confirmed follower of the consultations when a campaign opens, however often this is called."""
    context = {"campaign": campaign, "url": absolute(campaign.get_url()), "action": "Lire l’appel"}
    for follow in _followers(page).iterator():
        send("campaign", follow, page, f"campagne:{campaign.pk}", context)


def _followers(page: Any) -> QuerySet[Follow]:
    return Follow.objects.confirmed().filter(page=page.pk)


def is_public(page: Any) -> bool:
    """Whether anybody may read this page: its mails lead to it."""
    return type(page).objects.live().public().filter(pk=page.pk).exists()
