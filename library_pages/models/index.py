"""The library: one page that lists every published fiche through the facets."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel

from cms.core.models import BasePage


class LibraryIndexPage(BasePage):
    """« Bibliothèque d’IA territoriales »."""

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["library_pages.UseCasePage"]
    max_count = 1
    template = "pages/library_pages/library_index_page.html"

    introduction = models.TextField("introduction", blank=True, help_text="Une ou deux phrases sous le titre.")

    content_panels = [*BasePage.content_panels[:1], FieldPanel("introduction"), *BasePage.content_panels[1:]]

    class Meta:
        verbose_name = "bibliothèque"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs)
