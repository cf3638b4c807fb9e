"""The lists of the consultations: territories, what they said, what became of it."""

import datetime
from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from django.utils import timezone
from wagtail.models import Page

from cms.core.content_version import version_for
from cms.core.per_version import PerVersion
from cms.core.public_tree import unrestricted
from cms.territories.world import WorldMap
from cms.workflow import page_rows
from concertation_pages.campaign.counters import Counter, counters_of
from concertation_pages.campaign.map import territory_map
from concertation_pages.campaign.partners import partners_map
from concertation_pages.following.pages import FollowedPage
from concertation_pages.models.bodies import OpinionIndexPage
from concertation_pages.models.campaign import CampaignPage
from concertation_pages.models.overviews import FollowUpPage, SynthesisPage
from search.facets import KIND
from search.kinds import SEGMENTS, Noun
from search.listing_page import ListingPage


class Call(NamedTuple):
    """What stands above the list: the campaign with its rows, what is counted of it, the pages made of all reports, the
    campaigns before it.
    """

    campaign: CampaignPage | None
    counters: Sequence[Counter] = ()
    overviews: Sequence[Page] = ()
    partners_map: WorldMap | None = None
    earlier: Sequence[Page] = ()


def _read_call() -> Call:
    campaign = CampaignPage.current()
    if campaign is None:
        return Call(None)
    page_rows.load_rows(CampaignPage, [campaign])
    made_of_all = Page.objects.type(ProposalsPage, SynthesisPage, FollowUpPage, OpinionIndexPage)
    overviews = list(unrestricted(made_of_all).order_by("path"))
    begun = CampaignPage.objects.filter(opens_on__lte=timezone.localdate()).exclude(pk=campaign.pk)
    earlier = list(unrestricted(begun).order_by("-opens_on", "-pk"))
    return Call(campaign, counters_of(campaign), overviews, partners_map(campaign), earlier)


_calls: PerVersion[dict[datetime.date, Call]] = PerVersion(lambda _: {})
"""By day: a campaign opens at midnight, whatever is published."""


class ConcertationIndexPage(FollowedPage, ListingPage):
    """« Concertations »: the call of the campaign in progress or of the last one, then every committed territory."""

    subpage_types: ClassVar[list[str]] = [
        "concertation_pages.CampaignPage",
        "concertation_pages.ReportPage",
        "concertation_pages.ProposalsPage",
        "concertation_pages.SynthesisPage",
        "concertation_pages.FollowUpPage",
        "concertation_pages.OpinionIndexPage",
    ]
    template = "pages/concertation_pages/concertation_index_page.html"
    base = {KIND: ["concertation"]}
    search_label = "Chercher un territoire, un sujet, une méthode"
    followed_for = "l’ouverture de la prochaine campagne"

    class Meta:
        verbose_name = "concertations"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """A list that somebody narrowed comes right after the title: the whole call is on the bare address."""
        context = super().get_context(request, *args, **kwargs)
        known, today = _calls.get(version_for(request)), timezone.localdate()
        call = known[today] = known.get(today) or _read_call()
        above = call if not context["listing"].title else Call(call.campaign)
        return {**context, **above._asdict(), "map": territory_map(request, self.base)}


class ProposalsPage(ListingPage):
    """« Toutes les propositions »: the passages of part 3 of every report, with who said them."""

    parent_page_types: ClassVar[list[str]] = ["concertation_pages.ConcertationIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/concertation_pages/proposals_page.html"
    base = {KIND: SEGMENTS}
    noun = Noun("passage", "passages", feminine=False)
    search_label = "Chercher dans les propositions, les points de vigilance et les diagnostics"

    class Meta:
        verbose_name = "toutes les propositions"
        verbose_name_plural = "toutes les propositions"
