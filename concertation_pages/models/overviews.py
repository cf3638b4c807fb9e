"""The two pages that the site makes from all reports: the synthesis, and what became of the proposals."""

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel

from cms.core.models import BasePage
from cms.workflow.pages import ReviewedPage

INDEX = "concertation_pages.ConcertationIndexPage"


class SynthesisPage(ReviewedPage, BasePage):
    """Computed figures over all reports, beside the words of the editors; the body is their own synthesis."""

    parent_page_types: ClassVar[list[str]] = [INDEX]
    subpage_types: ClassVar[list[str]] = []
    max_count = 1
    template = "pages/concertation_pages/synthesis_page.html"

    introduction = models.TextField("introduction", blank=True)
    state = models.CharField(
        "état de la synthèse", max_length=255, blank=True, help_text="Ex. : « annoncée pour le 2e semestre 2025 »."
    )
    state_source = models.CharField("source de cet état", max_length=255, blank=True)

    content_panels = [
        FieldPanel("title"),
        FieldPanel("introduction"),
        FieldPanel("state"),
        FieldPanel("state_source"),
        *BasePage.content_panels[1:],
    ]

    class Meta:
        verbose_name = "synthèse des concertations"
        verbose_name_plural = "synthèses des concertations"

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.introduction


class FollowUpPage(ReviewedPage, BasePage):
    """« Où en est-on ? »: every proposal and recommendation by status, made from their histories."""

    parent_page_types: ClassVar[list[str]] = [INDEX]
    subpage_types: ClassVar[list[str]] = []
    max_count = 1
    template = "pages/concertation_pages/follow_up_page.html"

    introduction = models.TextField("introduction", blank=True)

    content_panels = [FieldPanel("title"), FieldPanel("introduction"), *BasePage.content_panels[1:]]

    class Meta:
        verbose_name = "où en est-on ?"
        verbose_name_plural = "où en est-on ?"

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.introduction
