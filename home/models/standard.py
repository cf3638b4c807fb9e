"""A page of running text."""

from collections.abc import Iterator
from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, TitleFieldPanel

from cms.core.models import BasePage
from cms.workflow.pages import ReviewedPage
from search.documents import SearchDocument, body_text, joined, publication_day, tag_facets, tags_of


class StandardPage(ReviewedPage, BasePage):
    """Page simple : a title, an introduction and a body."""

    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]
    template = "pages/home/standard_page.html"
    search_relations: ClassVar[tuple[str, ...]] = ("tagged_items__tag",)

    introduction = models.TextField("introduction", blank=True, max_length=400, help_text="Deux ou trois phrases.")

    content_panels = [TitleFieldPanel("title"), FieldPanel("introduction"), *BasePage.content_panels[1:]]

    class Meta:
        verbose_name = "page simple"
        verbose_name_plural = "pages simples"

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.introduction

    def search_documents(self) -> Iterator[SearchDocument]:
        """Nothing while there is nothing to read: a bare title is not a result."""
        words = body_text(self.body)
        if not (self.introduction or words):
            return
        yield SearchDocument(
            kind="page",
            title=self.card_title,
            url=self.url,
            summary=self.listing_summary or self.introduction,
            text=joined(
                [self.listing_title and self.title, self.listing_summary and self.introduction, words, *tags_of(self)]
            ),
            facets=tag_facets(self),
            date=publication_day(self),
        )
