"""People who hold a public office, each named once whatever the spelling of the sources. Section C9 of the schema."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.functional import cached_property
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel

from cms.core.models.rows import Row
from cms.core.names import NamedQuerySet, indexed
from cms.core.partial_dates import PartialDateField, between, check_order, up_to
from cms.taxonomy.forms import KeptSlugForm
from cms.territories.models.local_authority import LocalAuthority


class Person(ClusterableModel):
    """An elected official or another public figure, in a public role only: no address, no private life.

    In the register, a name is not public: it is once a page that was reviewed shows it.
    """

    name = models.CharField("nom", max_length=150, help_text="Prénom et nom, comme la personne les écrit.")
    slug = models.SlugField(
        "identifiant", max_length=80, unique=True, help_text="Figure dans les adresses et ne change plus."
    )
    aliases = models.TextField(
        "autres graphies", blank=True, help_text="Une par ligne, telles que des documents les écrivent."
    )
    search_text = models.TextField(editable=False, default="")

    objects = NamedQuerySet.as_manager()

    base_form_class = KeptSlugForm

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("slug"), FieldPanel("aliases")], "Noms"),
        InlinePanel("functions", heading="Fonctions publiques", label="Fonction", min_num=1),
    ]

    class Meta:
        verbose_name = "personne"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With its functions, in one transaction: what shows them is told once they are there."""
        self.search_text = indexed(self.names)
        with transaction.atomic():
            super().save(*args, **kwargs)

    @property
    def names(self) -> list[str]:
        return [self.name, *self.other_names]

    @property
    def other_names(self) -> list[str]:
        return [name for name in map(str.strip, self.aliases.splitlines()) if name]

    @cached_property
    def roles(self) -> Sequence["PersonFunction"]:
        """What the person does or did, in the order of the editor."""
        return list(self.functions.all())


class PersonFunction(Row):
    """A public function, as a source words it; unknown dates stay unknown."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="functions")
    function = models.CharField(
        "fonction", max_length=255, help_text="Telle que la source l’écrit. Ex. : « Adjoint au maire de Nancy »."
    )
    authority = models.ForeignKey(
        LocalAuthority,
        verbose_name="collectivité",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Celle où s’exerce la fonction, si c’en est une.",
    )
    since = PartialDateField("depuis")
    until = PartialDateField("jusqu’à")
    source = models.CharField("source", max_length=255, help_text="Le document qui donne cette fonction.")
    source_url = models.URLField("adresse de la source", max_length=500, blank=True)

    panels: ClassVar[list[Panel]] = [
        FieldPanel("function"),
        FieldPanel("authority"),
        FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
        FieldRowPanel([FieldPanel("source"), FieldPanel("source_url")]),
    ]

    class Meta(Row.Meta):
        verbose_name = "fonction"

    def __str__(self) -> str:
        return self.function

    def clean(self) -> None:
        super().clean()
        check_order(self, "since", "until")

    @property
    def period(self) -> str:
        """« de 2020 à 2026 », « depuis 2020 »; empty when no date is known."""
        if self.since and self.until:
            return between(self.since, self.until)
        if self.since:
            return f"depuis le {self.since}" if self.since.day else f"depuis {self.since}"
        return f"jusqu’{up_to(self.until)}" if self.until else ""
