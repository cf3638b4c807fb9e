"""The repeated answers of a page."""

from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class Row(Orderable):
    """One of several answers, in the order of the editor."""

    class Meta(Orderable.Meta):
        abstract = True
        ordering = ["sort_order", "pk"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A row that code adds comes after those that are there: without a rank it would come before the others on
        SQLite and after them on PostgreSQL, and the first form saved would move it."""
        if self.sort_order is None:
            last = self._others().aggregate(models.Max("sort_order"))["sort_order__max"]
            self.sort_order = 0 if last is None else last + 1
        super().save(*args, **kwargs)

    def _others(self) -> models.QuerySet[Any]:
        owner = next(field for field in self._meta.fields if isinstance(field, ParentalKey))
        rows = type(self)._default_manager.filter(**{owner.name: getattr(self, owner.attname)})
        return rows.exclude(pk=self.pk)


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
