"""The tools that fiches name. Section C9 of the content schema: facts about them, nothing promotional."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.core.models.fields import YesNo, term
from cms.taxonomy.models import HostingLocation
from cms.territories.europe import country_slug
from library_pages.models.actor import Actor
from library_pages.models.registers import RegisterItem


class Licensing(models.TextChoices):
    FREE = "libre", "Libre"
    PROPRIETARY = "proprietaire", "Propriétaire"


class Solution(RegisterItem):
    """A solution of the cartography; `uses` are the rows « Solutions » of the fiches."""

    kind = "solution"
    address = "/solutions/"
    search_relations: ClassVar[tuple[str, ...]] = ("publisher__nature", "hosting", "uses")
    joined = ("publisher", "hosting")
    merged = (*RegisterItem.merged, "maturite")

    publisher = models.ForeignKey(
        Actor,
        verbose_name="éditeur",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="solutions",
        help_text="Vide tant qu’aucune source ne le dit.",
    )
    function = models.TextField(
        "fonction", max_length=400, blank=True, help_text="Ce que fait l’outil, d’après une source ; sans promotion."
    )
    licensing = models.CharField("régime", max_length=12, choices=Licensing.choices, blank=True)
    licence = models.CharField(
        "licence", max_length=60, blank=True, help_text="Identifiant SPDX : EUPL-1.2, AGPL-3.0-or-later…"
    )
    sill_url = models.URLField(
        "fiche SILL",
        max_length=500,
        blank=True,
        help_text="Adresse au socle interministériel de logiciels libres.",
    )
    hosting = term(HostingLocation, "hébergement")
    secnumcloud = models.CharField("hébergement SecNumCloud", max_length=12, choices=YesNo.choices, blank=True)
    foreign_law = models.CharField(
        "éditeur soumis à un droit hors UE", max_length=12, choices=YesNo.choices, blank=True
    )
    alternatives = models.ManyToManyField("self", verbose_name="alternatives", blank=True)

    panels = [
        RegisterItem.name_panel,
        MultiFieldPanel([FieldPanel("publisher"), FieldPanel("function"), FieldPanel("alternatives")], "L’outil"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("licensing"), FieldPanel("licence")]), FieldPanel("sill_url")],
            "Licence",
        ),
        MultiFieldPanel(
            [FieldPanel("hosting"), FieldRowPanel([FieldPanel("secnumcloud"), FieldPanel("foreign_law")])],
            "Hébergement et droit applicable",
        ),
        RegisterItem.follow_up_panel,
    ]

    class Meta(RegisterItem.Meta):
        verbose_name = "solution"

    @property
    def summary(self) -> str:
        return self.function

    def words(self) -> list[Any]:
        return [self.publisher, self.get_licensing_display(), self.licence, self.hosting]

    def own_facets(self) -> dict[str, list[str]]:
        nature, country = (self.publisher.nature, self.publisher.country) if self.publisher else (None, "")
        own = {
            "nature-acteur": [nature.slug] if nature else [],
            "pays-editeur": [country_slug(country)] if country else [],
        }
        return {parameter: slugs for parameter, slugs in own.items() if slugs}

    def structured_data(self) -> dict[str, Any]:
        return {
            "@type": "SoftwareApplication",
            "alternateName": self.names()[1:],
            "description": self.function,
            "license": self.licence and f"https://spdx.org/licenses/{self.licence}",
            "publisher": self.publisher and {"@type": "Organization", "name": self.publisher.name},
            "sameAs": self.website,
        }

    @property
    def kicker(self) -> str:
        if self.publisher is None:
            return ""
        country = self.publisher.country_name
        return f"Éditeur\u00a0: {self.publisher.name}" + (f" ({country})" if country else "")
