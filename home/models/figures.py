"""« Chiffres »: every figure that the site quotes, with its source, beside what the site counts itself."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.panels import FieldPanel, TitleFieldPanel

from cms.core.content_version import version_for
from cms.core.models import BasePage
from cms.core.pagination import asked_page, page_view
from cms.workflow.pages import ReviewedPage
from home.quoted.figures import figures
from home.quoted.file import figures_file
from search.documents import SearchDocument, body_text, joined, publication_day, tag_facets, tags_of

SHOWN = 10
"""Quoted figures on a page, which stays under 350 elements."""


class FiguresPage(ReviewedPage, BasePage):
    """Nothing on it is typed but its introduction: it is made from what public pages quote."""

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count = 1
    template = "pages/home/figures_page.html"
    subroutes = {"export.csv": "serve_file"}
    search_relations: ClassVar[tuple[str, ...]] = ("tagged_items__tag",)

    introduction = models.TextField("introduction", max_length=400, blank=True)

    content_panels = [TitleFieldPanel("title"), FieldPanel("introduction"), *BasePage.content_panels[1:]]

    class Meta:
        verbose_name = "chiffres du site"
        verbose_name_plural = "chiffres du site"

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.introduction

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        found = figures(version_for(request))
        sheets = Paginator(found.others, SHOWN)
        number = asked_page(request, sheets.num_pages)
        return {
            **super().get_context(request, *args, **kwargs),
            "figures": found,
            "quoted": sheets.page(number).object_list,
            "pages": page_view(lambda sheet: self._sheet(request, sheet), number, sheets.num_pages),
        }

    def serve_file(self, request: HttpRequest) -> HttpResponseBase:
        return figures_file(request)

    def search_documents(self) -> Iterator[SearchDocument]:
        """Its figures are found on the pages that quote them: search knows it by its words."""
        yield SearchDocument(
            kind="page",
            title=self.card_title,
            url=self.url,
            summary=self.listing_summary or self.introduction,
            text=joined([self.listing_title and self.title, body_text(self.body), *tags_of(self)]),
            facets=tag_facets(self),
            date=publication_day(self),
        )

    def _sheet(self, request: HttpRequest, number: int) -> str:
        address = self.get_url(request) or ""
        return f"{address}?page={number}" if number > 1 else address
