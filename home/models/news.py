"""What the programme announces: press releases and events, in one list."""

from typing import Any, ClassVar

from django.db.models import Q
from django.utils import timezone

from cms.core.partial_dates import PartialDate
from cms.core.public_tree import unrestricted
from home.agenda.period import Standing
from home.models.event import EventPage
from search.facets import KIND
from search.kinds import Noun
from search.listing_page import ListingPage


class NewsIndexPage(ListingPage):
    """« Actualités »."""

    subpage_types: ClassVar[list[str]] = ["home.NewsReleasePage", "home.EventPage"]
    template = "pages/home/news_index_page.html"
    base = {KIND: ["communique", "evenement"]}
    noun = Noun("actualité", "actualités")
    search_label = "Chercher dans les actualités"

    class Meta:
        verbose_name = "actualités"
        verbose_name_plural = "actualités"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "upcoming": self.upcoming()}

    def upcoming(self) -> list[EventPage]:
        """Events that are not over, the nearest first."""
        today = timezone.localdate()
        this_year = PartialDate(today.year)
        late = Q(end__gte=this_year) | Q(end=None, start__gte=this_year)
        dated = unrestricted(EventPage.objects.child_of(self)).filter(late)
        coming = [event for event in dated if event.period.standing(today) != Standing.PAST]
        return sorted(coming, key=lambda event: event.day())
