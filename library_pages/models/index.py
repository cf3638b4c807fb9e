"""The library: one page that lists every published fiche through the facets."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel

from cms.core.models import BasePage
from search.engines import Selection
from search.facets import KIND
from search.figures import total
from search.listing import build_listing
from search.version import version_for

FICHES: Selection = {KIND: ["fiche"]}


class LibraryIndexPage(BasePage):
    """« Bibliothèque d’IA territoriales »."""

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["library_pages.UseCasePage"]
    max_count = 1
    show_in_menus_default = True
    template = "pages/library_pages/library_index_page.html"

    introduction = models.TextField("introduction", blank=True, help_text="Une ou deux phrases sous le titre.")

    content_panels = [*BasePage.content_panels[:1], FieldPanel("introduction"), *BasePage.content_panels[1:]]

    class Meta:
        verbose_name = "bibliothèque"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        listing = build_listing(request, base=FICHES)
        return {
            **super().get_context(request, *args, **kwargs),
            "listing": listing,
            "search_label": "Chercher dans les fiches",
            "everything": 0 if listing.total else total(FICHES, version_for(request)),
        }

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.introduction
