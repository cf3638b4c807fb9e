"""The current campaign, as the home page tells of it."""

from django.urls import reverse

from cms.core.calls import Call
from cms.core.navigation import Crumb
from concertation_pages.models import CampaignPage
from concertation_pages.synthesis.lists import INDEX_URL


def current_call() -> Call | None:
    campaign = CampaignPage.current()
    if campaign is None:
        return None
    engage = Crumb("Engager ma collectivité", reverse("commit"))
    follow = Crumb("Être prévenu de la prochaine campagne", f"{INDEX_URL}suivre/")
    return Call(
        title=campaign.slogan or campaign.title,
        state=campaign.window,
        page=Crumb("Lire tout l’appel", campaign.url),
        action=engage if campaign.is_open else follow,
    )
