"""Who carries the programme: the association, its founders, its activities, and whom it works beside."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, ClassVar

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, Panel, TitleFieldPanel

from cms.core.models.rows import Row
from cms.core.partial_dates import PartialDateField
from home.models.sourced import ProgrammeSource, SourcedPage


class AssociationPage(SourcedPage):
    """« L’association »."""

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    template = "pages/home/association_page.html"
    max_count = 1
    search_relations: ClassVar[tuple[str, ...]] = (*SourcedPage.search_relations, "items")

    name = models.CharField("nom", max_length=150)
    founded = PartialDateField("fondation")
    website = models.URLField("site internet", max_length=500, blank=True)

    content_panels = [
        TitleFieldPanel("title"),
        FieldRowPanel([FieldPanel("name"), FieldPanel("founded")]),
        FieldPanel("website"),
        FieldPanel("summary"),
        InlinePanel("items", heading="Fondateurs, activités, partenaires", label="Élément"),
        FieldPanel("body"),
        SourcedPage.sources_panel,
        FieldPanel("tags"),
    ]

    class Meta:
        verbose_name = "association"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "groups": self.groups()}

    def groups(self) -> list[tuple["AssociationItem.Group", list["AssociationItem"]]]:
        """Its items under their headings, in the order of the headings."""
        ranks = list(AssociationItem.Group)
        items = sorted(self.items.all(), key=lambda item: ranks.index(AssociationItem.Group(item.group)))
        return [(AssociationItem.Group(group), list(rows)) for group, rows in groupby(items, lambda item: item.group)]

    def words(self) -> Iterable[Any]:
        items = (text for item in self.items.all() for text in (item.title, item.text))
        return [self.name, self.founded, *items]


class AssociationSource(ProgrammeSource):
    page = ParentalKey(AssociationPage, on_delete=models.CASCADE, related_name="sources")


class AssociationItem(Row):
    """An organisation or an activity, as a source describes it."""

    class Group(models.TextChoices):
        FOUNDER = "fondateur", "Les fondateurs"
        ACTIVITY = "activite", "Les programmes"
        PARTNER = "partenaire", "Les partenaires"
        CONTEXT = "contexte", "À côté, d’autres réseaux"

    page = ParentalKey(AssociationPage, on_delete=models.CASCADE, related_name="items")
    group = models.CharField("rubrique", max_length=12, choices=Group.choices)
    title = models.CharField("nom", max_length=200)
    text = models.TextField("présentation", max_length=600, blank=True, help_text="Telle que la source l’écrit.")
    url = models.URLField("adresse", max_length=500, blank=True)
    source = models.CharField("source", max_length=255)

    panels: ClassVar[list[Panel]] = [
        FieldPanel("group"),
        FieldPanel("title"),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("url"), FieldPanel("source")]),
    ]

    class Meta(Row.Meta):
        verbose_name = "élément"

    def __str__(self) -> str:
        return self.title
