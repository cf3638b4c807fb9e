"""The repeated answers of a page."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class Row(Orderable):
    """One of several answers, in the order of the editor; rows that code adds without a rank keep theirs."""

    class Meta(Orderable.Meta):
        abstract = True
        ordering = ["sort_order", "pk"]


class SourceRow(Row):
    """Where the facts and figures of a page come from; rows are numbered in their order."""

    title = models.CharField(
        "titre", max_length=255, help_text="Ex. : « Présentation du 11 février 2025, Banque des Territoires »."
    )
    url = models.URLField("adresse", max_length=500, blank=True, help_text="Vide pour un document non publié en ligne.")

    panels = [FieldPanel("title"), FieldPanel("url")]

    class Meta(Row.Meta):
        abstract = True
        verbose_name = "source"

    def __str__(self) -> str:
        return self.title
