"""Who takes part in projects: suppliers, laboratories, public bodies. Section C9 of the content schema."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.core.models.fields import term
from cms.taxonomy.models import ActorNature
from cms.territories.europe import country_name
from cms.territories.models.local_authority import country_validator, validate_siren
from library_pages.models.registers import RegisterItem


class Actor(RegisterItem):
    """An actor of the cartography; `uses` are the rows « Partenaires » of the fiches."""

    kind = "acteur"
    address = "/acteurs/"
    search_relations: ClassVar[tuple[str, ...]] = ("nature", "uses")
    joined = ("nature",)

    acronym = models.CharField("sigle", max_length=30, blank=True)
    nature = term(ActorNature, "nature", help_text="Vide tant qu’aucune source ne la dit.")
    siren = models.CharField("SIREN", max_length=9, blank=True, validators=[validate_siren])
    country = models.CharField(
        "pays",
        max_length=2,
        blank=True,
        validators=[country_validator],
        help_text="Code ISO à deux lettres du siège.",
    )
    description = models.TextField("présentation", max_length=400, blank=True, help_text="Des faits, sans promotion.")

    panels = [
        RegisterItem.name_panel,
        MultiFieldPanel(
            [
                FieldPanel("acronym"),
                FieldPanel("nature"),
                FieldRowPanel([FieldPanel("siren"), FieldPanel("country")]),
            ],
            "Nature et codes",
        ),
        FieldPanel("description"),
        RegisterItem.follow_up_panel,
    ]

    class Meta(RegisterItem.Meta):
        verbose_name = "acteur"
        constraints = [
            models.UniqueConstraint(fields=["siren"], condition=~models.Q(siren=""), name="actor_siren_unique")
        ]

    def names(self) -> list[str]:
        return [*super().names(), *filter(None, [self.acronym])]

    @property
    def summary(self) -> str:
        return self.description

    def words(self) -> list[Any]:
        return [self.nature]

    def own_facets(self) -> dict[str, list[str]]:
        return {"nature-acteur": [self.nature.slug]} if self.nature else {}

    def structured_data(self) -> dict[str, Any]:
        return {
            "@type": "Organization",
            "alternateName": self.names()[1:],
            "description": self.description,
            "identifier": self.siren,
            "sameAs": self.website,
        }

    @property
    def country_name(self) -> str:
        return country_name(self.country)

    @property
    def kicker(self) -> str:
        return self.nature.label if self.nature else ""
