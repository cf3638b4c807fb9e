"""A figure that somebody else gives, as a row of a page: the same answers as the block « Chiffre sourcé »."""

from django.db import models
from wagtail.admin.panels import FieldPanel

from cms.core.figures import QuotedFigure, count_choices
from cms.core.models.rows import Row
from cms.core.partial_dates import HELP, PartialDateField

FIELDS = ("value", "unit", "label", "scope", "date", "source_title", "source_url", "counted")


class QuotedFigureRow(Row):
    """A figure that can be checked. A draft may lack its source or its date; a published page may not."""

    value = models.CharField("valeur", max_length=40, help_text="Telle que la source l’écrit : 84, 25 sur 35.")
    unit = models.CharField("unité", max_length=30, blank=True, help_text="Ex. : %, m³ par an.")
    label = models.CharField("ce que le chiffre mesure", max_length=200)
    scope = models.CharField("périmètre", max_length=200, blank=True, help_text="Territoire et public comptés.")
    date = PartialDateField("à la date de", blank=False, help_text=f"À défaut, celle de la source. {HELP}")
    source_title = models.CharField("titre de la source", max_length=255)
    source_url = models.URLField(
        "adresse de la source", max_length=500, blank=True, help_text="Vide pour un document non publié en ligne."
    )
    counted = models.CharField(
        "se lit à côté de",
        max_length=30,
        choices=count_choices,
        blank=True,
        help_text="Ce que le site compte lui-même : la page des chiffres montre les deux.",
    )

    panels = [FieldPanel(name) for name in FIELDS]

    class Meta(Row.Meta):
        abstract = True
        verbose_name = "chiffre cité"
        verbose_name_plural = "chiffres cités"

    def __str__(self) -> str:
        return f"{self.amount} {self.label}"

    @property
    def amount(self) -> str:
        """Number and unit, never parted at the end of a line."""
        return f"{self.value}\u00a0{self.unit}" if self.unit else self.value

    @property
    def quoted(self) -> QuotedFigure:
        return QuotedFigure(
            amount=self.amount,
            label=self.label,
            scope=self.scope,
            when=str(self.date or ""),
            iso=self.date.iso if self.date else "",
            source_title=self.source_title,
            source_url=self.source_url,
            counted=self.counted,
        )

    @property
    def gaps(self) -> list[str]:
        """What it lacks to be published: « source », « date »."""
        return [name for name, said in (("source", self.source_title), ("date", self.date)) if not said]
