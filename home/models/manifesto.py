"""The manifesto: what is known of the text, and the way into its chapters. Fields follow section C5 of the schema."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.core.blocks.sources import SourceBlock
from cms.core.content_version import version_for
from cms.core.models import BasePage
from cms.core.navigation import trail
from cms.core.partial_dates import PartialDateField, moment_in_words
from cms.core.printing.answer import Sheet, pdf_answer
from cms.workflow.pages import ReviewedPage
from home.blocks import OtherTitleBlock
from home.manifesto.pages import VersionedPage
from home.models.chapter import ManifestoChapterPage
from search.coverage import coverage
from search.documents import SearchDocument, body_text, joined, publication_day, tag_facets, tags_of

TEXT = "pages/home/manifesto_text_page.html"
DOCUMENT = ("presented", "place", "authors", "signatories", "version", "official_url", "easy_read_url")
"""What is known of the document, in the order of the editor."""


class ManifestoPage(ReviewedPage, VersionedPage, BasePage):
    """« Manifeste »: one document known under several titles, and its chapters."""

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.ManifestoChapterPage", "home.EvidenceIndexPage"]
    max_count = 1
    show_in_menus_default = True
    subroutes = {"texte": "serve_text", "texte.pdf": "serve_pdf", **VersionedPage.version_subroutes}
    text_fields = frozenset({"title", "document_title", "introduction", "other_titles", *DOCUMENT, "sources", "body"})
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
    signatories = models.TextField(
        "signataires",
        blank=True,
        help_text="Un par ligne, tels que le document les nomme ; vide si les sources n’en disent rien.",
    )
    version = models.CharField(
        "version", max_length=40, blank=True, help_text="Celle que le document se donne. Ex. : « 2 », « mars 2025 »."
    )
    official_url = models.URLField(
        "adresse officielle", max_length=500, blank=True, help_text="Où l’association publie le texte intégral."
    )
    easy_read_url = models.URLField(
        "version facile à lire et à comprendre",
        max_length=500,
        blank=True,
        help_text="Adresse de la version FALC. Vide : la page dit qu’elle n’est pas communiquée.",
    )

    sources = StreamField([("source", SourceBlock())], verbose_name="sources", min_num=1)

    content_panels = [
        *BasePage.content_panels[:1],
        FieldPanel("document_title"),
        FieldPanel("introduction"),
        FieldPanel("other_titles"),
        MultiFieldPanel([FieldPanel(name) for name in DOCUMENT], "Le document"),
        FieldPanel("sources"),
        *BasePage.content_panels[1:],
    ]

    class Meta:
        verbose_name = "manifeste"

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.introduction

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.evidence.display import evidence_of  # noqa: PLC0415  # it knows these models

        return {
            **super().get_context(request, *args, **kwargs),
            "chapters": ManifestoChapterPage.online(self),
            "evidence": evidence_of("", version_for(request)),
            "coverage": coverage(version_for(request)),
        }

    def versioned_pages(self) -> Sequence[Page]:
        return [self, *ManifestoChapterPage.online(self)]

    def serve_text(self, request: HttpRequest) -> TemplateResponse:
        """The whole manifesto on one page, to be read in one go or printed."""
        return TemplateResponse(request, TEXT, self._text_context(request))

    def serve_pdf(self, request: HttpRequest) -> HttpResponseBase:
        """The same as a document."""
        html = render_to_string(TEXT, self._text_context(request), request)
        moment = self.last_published_at
        about = [
            ("Version", self.version),
            ("Mise à jour", moment_in_words(moment) if moment else ""),
            ("Auteurs", self.authors),
        ]
        known = [(name, said) for name, said in about if said]
        address = request.build_absolute_uri(self.get_url(request))
        return pdf_answer(request, html, Sheet(self.document_title, address, known, contents=True))

    def _text_context(self, request: HttpRequest) -> dict[str, Any]:
        chapters = list(ManifestoChapterPage.online(self).prefetch_related("principles"))
        notes = {chapter.editorial_note for chapter in chapters}
        return {
            "manifesto": self,
            "chapters": chapters,
            "is_missing": not any(chapter.body for chapter in chapters),
            "shared_note": notes.pop() if len(notes) == 1 else "",
            "title": "Tout le manifeste",
            "above": trail(request, self)[1:],
        }

    def search_documents(self) -> Iterator[SearchDocument]:
        texts = [
            self.listing_title and self.title,
            self.listing_summary and self.introduction,
            self.document_title,
            body_text(self.other_titles),
            self.authors,
            self.signatories,
            self.version,
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
