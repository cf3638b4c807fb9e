"""The lists of the consultations: territories, what they said, what became of it."""

from typing import ClassVar

from search.facets import KIND
from search.kinds import SEGMENTS
from search.listing_page import ListingPage


class ConcertationIndexPage(ListingPage):
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
    search_label = "Chercher dans les concertations"

    class Meta:
        verbose_name = "concertations"


class ProposalsPage(ListingPage):
    """« Toutes les propositions »: the passages of part 3 of every report, with who said them."""

    parent_page_types: ClassVar[list[str]] = ["concertation_pages.ConcertationIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/concertation_pages/proposals_page.html"
    base = {KIND: SEGMENTS}
    search_label = "Chercher dans les propositions, les points de vigilance et les diagnostics"

    class Meta:
        verbose_name = "toutes les propositions"
        verbose_name_plural = "toutes les propositions"
