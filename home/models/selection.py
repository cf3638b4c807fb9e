"""A page made of a list that the site knows: an editor’s words, what she puts first, and what the list holds today."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel, Panel, TitleFieldPanel

from cms.core.content_version import version_for
from cms.core.models import BasePage
from cms.core.models.rows import Row
from cms.workflow.pages import ReviewedPage
from home.list_addresses import HELP, checked_address, list_of
from search.catalogue import catalogue
from search.documents import SearchDocument, body_text, joined, publication_day, tag_facets, tags_of
from search.engines import engine
from search.models import SearchEntry
from search.results import Result, result
from search.saved_lists import SavedList

SHOWN = 12
"""Contents of the list shown on the page, besides those put first; the list itself has all of them."""


class SelectionPage(ReviewedPage, BasePage):
    """Sélection : what a list holds today, presented by somebody."""

    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.StandardPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/home/selection_page.html"
    search_relations: ClassVar[tuple[str, ...]] = ("tagged_items__tag",)

    introduction = models.TextField("introduction", max_length=400, help_text="Deux ou trois phrases.")
    list_address = models.CharField("adresse de la liste", max_length=500, help_text=HELP)

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("introduction"),
        FieldPanel("list_address"),
        InlinePanel("pins", heading="Contenus mis en avant", label="Contenu", max_num=6),
        *BasePage.content_panels[1:],
    ]

    class Meta:
        verbose_name = "sélection"
        verbose_name_plural = "sélections"

    def clean(self) -> None:
        super().clean()
        if self.list_address:
            self.list_address = checked_address(self.list_address)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        version = version_for(request)
        pinned = SearchEntry.objects.of_pages([pin.target_id for pin in self.pins.all()])
        leading = [result(entry, catalogue(version)) for entry in pinned]
        usable = list_of(self.list_address, version)
        return {
            **super().get_context(request, *args, **kwargs),
            "leading": leading,
            "selection": usable,
            **(_held(usable, leading) if usable else {}),
        }

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.introduction

    def search_documents(self) -> Iterator[SearchDocument]:
        yield SearchDocument(
            kind="page",
            title=self.card_title,
            url=self.url,
            summary=self.listing_summary or self.introduction,
            text=joined([self.listing_title and self.title, body_text(self.body), *tags_of(self)]),
            facets=tag_facets(self),
            date=publication_day(self),
        )


class SelectionPin(Row):
    """A content put first, whether or not the list holds it; shown only while the public may read it."""

    page = ParentalKey(SelectionPage, on_delete=models.CASCADE, related_name="pins")
    target = models.ForeignKey("wagtailcore.Page", verbose_name="contenu", on_delete=models.CASCADE, related_name="+")

    panels: ClassVar[list[Panel]] = [PageChooserPanel("target")]

    class Meta(Row.Meta):
        verbose_name = "contenu mis en avant"

    def __str__(self) -> str:
        return str(self.target)


def _held(selection: SavedList, leading: Sequence[Result]) -> dict[str, Any]:
    """The newest of the list, without what is already put first, and how many it holds in all."""
    asked = selection.asked
    found = engine.database.search(replace(asked.query, per_page=SHOWN + len(leading)))
    known = {shown.key for shown in leading}
    listed = [result(entry, asked.catalogue) for entry in found.entries]
    return {"listed": [item for item in listed if item.key not in known][:SHOWN], "total": found.total}
