"""A campaign that opens: whoever asked to be told is, once."""

from django.db import transaction

from concertation_pages.following.telling import tell_followers_of_campaign
from concertation_pages.models import CampaignOpening, CampaignPage, ConcertationIndexPage


def tell_openings() -> None:
    """Each campaign that is open and was never told: by publication or because its day has come.

    One row is written with the mails: who follows later asked for the next one.
    """
    told = CampaignOpening.objects.values("campaign")
    for campaign in CampaignPage.objects.live().public().exclude(pk__in=told):
        if campaign.is_open:
            _tell(campaign)


@transaction.atomic
def _tell(campaign: CampaignPage) -> None:
    _, is_new = CampaignOpening.objects.get_or_create(campaign=campaign)
    index = campaign.get_parent().specific
    if is_new and isinstance(index, ConcertationIndexPage):
        tell_followers_of_campaign(index, campaign)
