"""Citizens' bodies, and the list of what they said. Section C4 of the schema."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, TitleFieldPanel

from cms.core.models import BasePage
from cms.core.models.rows import Row, SourceRow
from cms.core.partial_dates import PartialDateField
from cms.territories.models import LocalAuthority
from cms.workflow import page_rows
from cms.workflow.pages import ReviewedPage
from concertation_pages.opinions import documents
from search.documents import SearchDocument
from search.facets import KIND
from search.listing_page import ListingPage

BODY = "concertation_pages.CitizenBodyPage"
OPINION = "concertation_pages.OpinionPage"


class OpinionIndexPage(ListingPage):
    """« Avis citoyens »: the bodies, their opinions and recommendations."""

    parent_page_types: ClassVar[list[str]] = ["concertation_pages.ConcertationIndexPage"]
    subpage_types: ClassVar[list[str]] = [BODY]
    template = "pages/concertation_pages/opinion_index_page.html"
    base = {KIND: ["avis", "recommandation"]}
    search_label = "Chercher dans les avis citoyens"

    class Meta:
        verbose_name = "avis citoyens"
        verbose_name_plural = "avis citoyens"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from concertation_pages.opinions.bodies import counted_bodies  # noqa: PLC0415  # it knows these models

        return {**super().get_context(request, *args, **kwargs), "bodies": counted_bodies(self)}


class CitizenBodyPage(ReviewedPage, BasePage):
    """A body such as the CCNR: who sits, since when, what it did. Where sources differ, each value has its source."""

    parent_page_types: ClassVar[list[str]] = ["concertation_pages.OpinionIndexPage"]
    subpage_types: ClassVar[list[str]] = [OPINION]
    template = "pages/concertation_pages/citizen_body_page.html"
    search_relations: ClassVar[tuple[str, ...]] = documents.BODY_RELATIONS
    search_shown_below = True

    acronym = models.CharField("sigle", max_length=20, blank=True)
    authority = models.ForeignKey(
        LocalAuthority, verbose_name="collectivité", null=True, on_delete=models.PROTECT, related_name="+"
    )
    introduction = models.TextField("introduction", blank=True)
    created = PartialDateField("création")
    appointment = models.CharField("mode de désignation", max_length=255, blank=True)
    mandate = models.CharField("mandat", max_length=255, blank=True)
    editorial_note = models.TextField("réserves de la rédaction", blank=True, help_text="Publiées.")

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("acronym"),
        FieldPanel("authority"),
        FieldPanel("introduction"),
        MultiFieldPanel([FieldPanel("created"), FieldPanel("appointment"), FieldPanel("mandate")], "Composition"),
        InlinePanel("figures", heading="Chiffres, avec leur source", label="Chiffre"),
        FieldPanel("editorial_note"),
        InlinePanel("sources", heading="Sources", label="Source"),
        *BasePage.content_panels[1:],
    ]

    class Meta:
        verbose_name = "instance citoyenne"
        verbose_name_plural = "instances citoyennes"

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.introduction

    @classmethod
    def read(cls, pk: int) -> "CitizenBodyPage":
        return page_rows.read(cls, pk, ("authority",))

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from concertation_pages.opinions.bodies import body_context  # noqa: PLC0415  # it knows these models

        return {**super().get_context(request, *args, **kwargs), **body_context(self)}

    def search_documents(self) -> Iterator[SearchDocument]:
        yield documents.body_document(self)


class BodyFigure(Row):
    """« 36 réunions », with who says so; two sources that differ are two rows."""

    page = ParentalKey(BODY, on_delete=models.CASCADE, related_name="figures")
    label = models.CharField("libellé", max_length=120, help_text="Ex. : « réunions ».")
    value = models.CharField("valeur", max_length=255)
    source = models.CharField("source", max_length=255)
    url = models.URLField("adresse de la source", max_length=500, blank=True)

    panels = [FieldRowPanel([FieldPanel("label"), FieldPanel("value")]), FieldPanel("source"), FieldPanel("url")]

    class Meta(Row.Meta):
        verbose_name = "chiffre"

    def __str__(self) -> str:
        return f"{self.value} {self.label}"


class BodySource(SourceRow):
    """A source of the page of a body."""

    page = ParentalKey(BODY, on_delete=models.CASCADE, related_name="sources")
