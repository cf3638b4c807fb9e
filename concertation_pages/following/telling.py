"""Who follows a page is told, once, of each thing that happens to it."""

from typing import Any

from concertation_pages.models import CampaignPage, ConcertationIndexPage, StatusChange


def tell_followers(page: Any, change: StatusChange) -> None:
    """Queue one mail to each confirmed follower of this report or opinion, in the transaction that accepts the point."""


def tell_followers_of_campaign(page: ConcertationIndexPage, campaign: CampaignPage) -> None:
    """Queue one mail to each confirmed follower of the consultations, when a campaign opens."""
