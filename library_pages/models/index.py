"""Pages that list what the library holds, through the facets."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.core.content_version import version_for
from cms.core.models import BasePage
from cms.core.public_tree import unrestricted
from cms.workflow.pages import ReviewedPage
from library_pages.annexes.failures import failure_counts
from search.addresses import ATOM, FEED, FILTERS
from search.engines import Selection
from search.exports import EXPORTS
from search.exports.responses import export_response
from search.facets import KIND
from search.feeds import feed_response
from search.filters import build_filters
from search.kinds import LIBRARY
from search.listing import build_listing
from search.version import PerVersion

TEMPLATE = "pages/library_pages/library_index_page.html"
"""Wagtail gives each page class a template of its own name unless the class itself says otherwise."""


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

    introduction = models.TextField("introduction", blank=True, help_text="Une ou deux phrases sous le titre.")

    content_panels = [*BasePage.content_panels[:1], FieldPanel("introduction"), *BasePage.content_panels[1:]]

    class Meta:
        abstract = True

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "listing": build_listing(request, base=self.base),
            "search_label": self.search_label,
        }

    def serve_filters(self, request: HttpRequest) -> HttpResponseBase:
        context = {"page": self, "filters": build_filters(request, self.base)}
        return TemplateResponse(request, "pages/search/filters_page.html", context)

    def serve_feed(self, request: HttpRequest) -> HttpResponseBase:
        return feed_response(request, self.base, self.title)

    def serve_export(self, request: HttpRequest) -> HttpResponseBase:
        return export_response(request, self.base, self.title)

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.introduction


REGISTER_SLUGS = ("acteurs", "solutions")
"""Slugs of the pages of the registers; they never change."""


_registers: PerVersion[list[Page]] = PerVersion(
    lambda _: list(unrestricted(Page.objects.filter(slug__in=REGISTER_SLUGS)).order_by("path"))
)


class LibraryIndexPage(ListingPage):
    """« Bibliothèque d’IA territoriales », with a way to its actors and solutions."""

    subpage_types: ClassVar[list[str]] = ["library_pages.UseCasePage"]
    template = TEMPLATE
    base = {KIND: LIBRARY}
    search_label = "Chercher dans les fiches, chartes et stratégies"
    accepts_contributions = True

    class Meta:
        verbose_name = "bibliothèque"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        registers = [page for page in _registers.get(version_for(request)) if page.is_sibling_of(self)]
        counts = failure_counts(version_for(request))
        return {**super().get_context(request, *args, **kwargs), "registers": registers, "failure_counts": counts}


class CharterIndexPage(ListingPage):
    """« Chartes et stratégies »."""

    subpage_types: ClassVar[list[str]] = ["library_pages.CharterPage"]
    template = TEMPLATE
    base = {KIND: ["charte"]}
    search_label = "Chercher dans les chartes et stratégies"

    class Meta:
        verbose_name = "chartes et stratégies"
