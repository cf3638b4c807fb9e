"""Who follows a page is told, once, of each thing that happens to it."""

from collections.abc import Iterable
from typing import Any

from cms.core.mail import absolute
from concertation_pages.following.mails import send
from concertation_pages.models import CampaignPage, ConcertationIndexPage, Follow, StatusChange
from concertation_pages.tracking.items import followed_rows


def tell_followers(page: Any, change: StatusChange) -> None:
    """One mail to each confirmed follower of this report or opinion, in the transaction that accepts the point.

    Of a page that nobody may read any more, and of a row that left it, nothing is told.
    """
    row = next((row for row in followed_rows(page) if row.code == change.item.code), None)
    if row is None or not is_public(page):
        return
    context = {
        "row": row,
        "code": change.item.code,
        "change": change,
        "url": absolute(f"{page.get_url()}#{row.anchor}"),
        "action": "Lire sur le site",
    }
    for follow in _followers(page):
        send("point", follow, page, f"point:{change.pk}", context)


def tell_followers_of_campaign(page: ConcertationIndexPage, campaign: CampaignPage) -> None:
    """One mail to each confirmed follower of the consultations when a campaign opens, however often this is called."""
    context = {"campaign": campaign, "url": absolute(campaign.get_url()), "action": "Lire l’appel"}
    for follow in _followers(page):
        send("campaign", follow, page, f"campagne:{campaign.pk}", context)


def _followers(page: Any) -> Iterable[Follow]:
    return Follow.objects.confirmed().filter(page=page.pk).iterator()


def is_public(page: Any) -> bool:
    """Whether anybody may read this page: its mails lead to it."""
    return type(page).objects.live().public().filter(pk=page.pk).exists()
