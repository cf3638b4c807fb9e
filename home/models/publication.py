"""Studies, white papers, guides: what the programme and its partners publish. Sections A9 and C6."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django.db import models
from django.forms import CheckboxSelectMultiple
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
    TitleFieldPanel,
)
from wagtail.documents import get_document_model_string
from wagtail.models import Page

from cms.core.content_version import version_for
from cms.core.models.figures import QuotedFigureRow
from cms.core.partial_dates import PartialDateField
from cms.core.public_tree import unrestricted
from cms.taxonomy.models import Theme
from home.models.plan import axes_delivering
from home.models.sourced import ProgrammeSource, SourcedPage, year_facet
from search.documents import joined
from search.facets import KIND
from search.listing_page import ListingPage


class PublicationIndexPage(ListingPage):
    """« Publications »."""

    subpage_types: ClassVar[list[str]] = ["home.PublicationPage"]
    show_in_menus_default = False
    template = "pages/home/publication_index_page.html"
    base = {KIND: ["publication"]}
    search_label = "Chercher dans les publications"

    class Meta:
        verbose_name = "publications"
        verbose_name_plural = "publications"


class PublicationPage(SourcedPage):
    """A document that others quote. Its file, when the association gives it; until then the page says it is missing."""

    class Nature(models.TextChoices):
        STUDY = "etude", "Étude"
        WHITE_PAPER = "livre-blanc", "Livre blanc"
        GUIDE = "guide", "Guide"

    parent_page_types: ClassVar[list[str]] = ["home.PublicationIndexPage"]
    template = "pages/home/publication_page.html"
    kind = "publication"
    search_relations: ClassVar[tuple[str, ...]] = (*SourcedPage.search_relations, "themes", "figures")
    joined_keys: ClassVar[tuple[str, ...]] = (*SourcedPage.joined_keys, "document")

    nature = models.CharField(
        "nature", max_length=12, choices=Nature.choices, blank=True, help_text="Vide si aucune source ne la dit."
    )
    published = PartialDateField("date de publication")
    place = models.CharField("lieu de présentation", max_length=120, blank=True)
    authors = models.CharField("auteurs", max_length=255, blank=True, help_text="Tels que la publication les nomme.")
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name="fichier",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Un PDF accessible. Sans fichier, la page dit qu’il est à fournir par l’association.",
    )
    official_url = models.URLField("adresse", max_length=500, blank=True, help_text="Où l’éditeur la publie.")
    related_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name="aussi sur ce site",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Ex. : la notice du même guide parmi les chartes.",
    )
    themes = ParentalManyToManyField(Theme, verbose_name="thématiques", blank=True, related_name="+")

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("nature"), FieldPanel("published"), FieldPanel("place")]),
        FieldPanel("authors"),
        MultiFieldPanel([FieldPanel("document"), FieldPanel("official_url")], "Où la lire"),
        PageChooserPanel("related_page"),
        FieldPanel("themes", widget=CheckboxSelectMultiple),
        FieldPanel("body"),
        InlinePanel("figures", heading="Chiffres cités", label="Chiffre"),
        SourcedPage.sources_panel,
        FieldPanel("tags"),
    ]

    class Meta:
        verbose_name = "publication"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        related = unrestricted(Page.objects.filter(pk=self.related_page_id)) if self.related_page_id else None
        return {
            **super().get_context(request, *args, **kwargs),
            "related": related and related.first(),
            "plan_axes": axes_delivering(self, version_for(request)),
        }

    def words(self) -> Iterable[Any]:
        figures = [joined([figure, figure.scope, figure.source_title]) for figure in self.figures.all()]
        return [self.get_nature_display(), self.published, self.place, self.authors, *self.themes.all(), *figures]

    def own_facets(self) -> Mapping[str, Sequence[str]]:
        themes = [theme.slug for theme in self.themes.all()]
        return {**year_facet(self.day()), **({"theme": themes} if themes else {})}

    def card(self) -> Mapping[str, Any]:
        return {"theme_label": self.get_nature_display(), "authority": self.authors, "side": str(self.published or "")}

    def day(self) -> str:
        return self.published.iso if self.published else ""


class PublicationSource(ProgrammeSource):
    page = ParentalKey(PublicationPage, on_delete=models.CASCADE, related_name="sources")


class PublicationFigure(QuotedFigureRow):
    page = ParentalKey(PublicationPage, on_delete=models.CASCADE, related_name="figures")
