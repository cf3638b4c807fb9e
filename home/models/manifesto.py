"""The manifesto: what is known of the text, and the way into its chapters. Fields follow section C5 of the schema."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from cms.core.blocks.sources import SourceBlock
from cms.core.models import BasePage
from cms.core.navigation import trail
from cms.core.partial_dates import PartialDateField
from cms.workflow.pages import ReviewedPage
from home.blocks import OtherTitleBlock
from home.models.chapter import ManifestoChapterPage
from search.documents import SearchDocument, body_text, joined, publication_day, tag_facets, tags_of


class ManifestoPage(ReviewedPage, BasePage):
    """« Manifeste »: one document known under several titles, and its chapters."""

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.ManifestoChapterPage"]
    max_count = 1
    show_in_menus_default = True
    subroutes = {"texte": "serve_text"}
    template = "pages/home/manifesto_page.html"
    search_relations: ClassVar[tuple[str, ...]] = ("tagged_items__tag",)

    document_title = models.CharField(
        "titre du document", max_length=255, help_text="Le titre sous lequel le site le présente."
    )
    introduction = models.TextField("introduction", max_length=400, help_text="Une ou deux phrases.")
    other_titles = StreamField([("title", OtherTitleBlock())], verbose_name="autres titres", blank=True)
    presented = PartialDateField("date de présentation")
    place = models.CharField("lieu de présentation", max_length=120, blank=True)
    authors = models.CharField(
        "auteurs", max_length=255, blank=True, help_text="Instance ou réseau qui signe le texte."
    )
    official_url = models.URLField(
        "adresse officielle", max_length=500, blank=True, help_text="Où l’association publie le texte intégral."
    )

    sources = StreamField([("source", SourceBlock())], verbose_name="sources", min_num=1)

    content_panels = [
        *BasePage.content_panels[:1],
        FieldPanel("document_title"),
        FieldPanel("introduction"),
        FieldPanel("other_titles"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("presented", "place", "authors", "official_url")], "Le document"
        ),
        FieldPanel("sources"),
        *BasePage.content_panels[1:],
    ]

    class Meta:
        verbose_name = "manifeste"

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.introduction

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "chapters": ManifestoChapterPage.online(self)}

    def serve_text(self, request: HttpRequest) -> TemplateResponse:
        """The whole manifesto on one page, to be read in one go or printed."""
        context = {
            "manifesto": self,
            "chapters": ManifestoChapterPage.online(self).prefetch_related("principles"),
            "title": "Tout le manifeste",
            "above": trail(request, self)[1:],
        }
        return TemplateResponse(request, "pages/home/manifesto_text_page.html", context)

    def search_documents(self) -> Iterator[SearchDocument]:
        texts = [
            self.listing_title and self.title,
            self.listing_summary and self.introduction,
            self.document_title,
            body_text(self.other_titles),
            self.authors,
            self.place,
            self.presented,
            body_text(self.body),
            body_text(self.sources),
            *tags_of(self),
        ]
        yield SearchDocument(
            kind="chapitre",
            title=self.card_title,
            url=self.url,
            summary=self.listing_summary or self.introduction,
            text=joined(texts),
            facets=tag_facets(self),
            date=publication_day(self),
        )
