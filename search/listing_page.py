"""A page whose content is a list."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from wagtail.admin.panels import FieldPanel

from cms.core.models import BasePage
from cms.workflow.pages import ReviewedPage
from search.addresses import ATOM, FEED, FILTERS
from search.engines import Selection
from search.exports import EXPORTS
from search.exports.responses import export_response
from search.feeds import feed_response
from search.filters import build_filters
from search.kinds import MIXED, Noun
from search.listing import build_listing


class ListingPage(ReviewedPage, BasePage):
    """A page whose content is the list of all that its `base` selects, with its filters, feeds and files below."""

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    max_count = 1
    show_in_menus_default = True
    subroutes = {
        FILTERS: "serve_filters",
        FEED: "serve_feed",
        f"{FEED}/{ATOM}": "serve_feed",
        **dict.fromkeys(EXPORTS, "serve_export"),
    }

    base: ClassVar[Selection]
    """The main kind first."""
    search_label: ClassVar[str]
    noun: ClassVar[Noun] = MIXED
    """What is listed, when several kinds are."""

    introduction = models.TextField("introduction", blank=True, help_text="Une ou deux phrases sous le titre.")

    content_panels = [*BasePage.content_panels[:1], FieldPanel("introduction"), *BasePage.content_panels[1:]]

    class Meta:
        abstract = True

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "listing": build_listing(request, base=self.base, noun=self.noun),
            "search_label": self.search_label,
        }

    def serve_filters(self, request: HttpRequest) -> HttpResponseBase:
        context = {"page": self, "filters": build_filters(request, self.base, self.noun)}
        return TemplateResponse(request, "pages/search/filters_page.html", context)

    def serve_feed(self, request: HttpRequest) -> HttpResponseBase:
        return feed_response(request, self.base, self.title)

    def serve_export(self, request: HttpRequest) -> HttpResponseBase:
        return export_response(request, self.base, self.title)

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.introduction
