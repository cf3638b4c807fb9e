"""The two pages that the site makes from all reports: the synthesis, and what became of the proposals."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from wagtail.admin.panels import FieldPanel, TitleFieldPanel

from cms.core.content_version import version_for
from cms.core.models import BasePage
from cms.core.navigation import trail
from cms.workflow.pages import ReviewedPage
from concertation_pages.synthesis import counting, files
from concertation_pages.synthesis.keys import FILES, FigureKey
from search.documents import SearchDocument, body_text, joined, publication_day, tag_facets, tags_of

INDEX = "concertation_pages.ConcertationIndexPage"


def _document(page: Any, *words: str) -> SearchDocument:
    """What search knows of a page whose figures are computed: its words, and these."""
    texts = [
        page.listing_title and page.title,
        page.listing_summary and page.introduction,
        body_text(page.body),
        *words,
        *tags_of(page),
    ]
    return SearchDocument(
        kind="page",
        title=page.card_title,
        url=page.url,
        summary=page.listing_summary or page.introduction,
        text=joined(texts),
        facets=tag_facets(page),
        date=publication_day(page),
    )


class SynthesisPage(ReviewedPage, BasePage):
    """Computed figures over all reports, beside the words of the editors; the body is their own synthesis."""

    parent_page_types: ClassVar[list[str]] = [INDEX]
    subpage_types: ClassVar[list[str]] = []
    max_count = 1
    template = "pages/concertation_pages/synthesis_page.html"
    subroutes = {
        **dict.fromkeys(FigureKey.values, "serve_figure"),
        **dict.fromkeys(FILES, "serve_file"),
    }

    search_relations: ClassVar[tuple[str, ...]] = ("tagged_items__tag",)

    introduction = models.TextField("introduction", blank=True)
    state = models.CharField(
        "état de la synthèse",
        max_length=255,
        blank=True,
        help_text="Ex. : « annoncée pour le 2e semestre 2025 ». À vider quand la synthèse est dans le corps.",
    )
    state_source = models.CharField("source de cet état", max_length=255, blank=True)

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("introduction"),
        FieldPanel("state"),
        FieldPanel("state_source"),
        *BasePage.content_panels[1:],
    ]

    class Meta:
        verbose_name = "synthèse des concertations"
        verbose_name_plural = "synthèses des concertations"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        counted = counting.synthesis(version_for(request))
        return {**super().get_context(request, *args, **kwargs), "synthesis": counted}

    def serve_figure(self, request: HttpRequest) -> HttpResponseBase:
        """One figure, with its table."""
        key = FigureKey(request.path.rstrip("/").rpartition("/")[2])
        drawn = counting.synthesis(version_for(request)).figures[key]
        context = {"synthesis_page": self, "drawn": drawn, "title": key.label, "above": trail(request, self)[1:]}
        return TemplateResponse(request, "pages/concertation_pages/synthesis_figure.html", context)

    def serve_file(self, request: HttpRequest) -> HttpResponseBase:
        return files.figure_file(request)

    def search_documents(self) -> Iterator[SearchDocument]:
        """Its figures change with every report: search knows it by its words."""
        yield _document(self, self.state, *FigureKey.labels)

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.introduction


class FollowUpPage(ReviewedPage, BasePage):
    """« Où en est-on ? »: every proposal and recommendation by status, made from their histories."""

    parent_page_types: ClassVar[list[str]] = [INDEX]
    subpage_types: ClassVar[list[str]] = []
    max_count = 1
    template = "pages/concertation_pages/follow_up_page.html"
    search_relations: ClassVar[tuple[str, ...]] = ("tagged_items__tag",)

    introduction = models.TextField("introduction", blank=True)

    content_panels = [TitleFieldPanel("title"), FieldPanel("introduction"), *BasePage.content_panels[1:]]

    class Meta:
        verbose_name = "où en est-on ?"
        verbose_name_plural = "où en est-on ?"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from concertation_pages.tracking.overview_page import overview_context  # noqa: PLC0415  # it knows the models

        return {**super().get_context(request, *args, **kwargs), **overview_context(request, self)}

    def search_documents(self) -> Iterator[SearchDocument]:
        """Its counts change with every answer: search knows it by its words."""
        yield _document(self)

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.introduction
