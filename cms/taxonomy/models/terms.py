"""What every closed vocabulary of the site is made of."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import models
from wagtail.admin.panels import FieldPanel

from cms.taxonomy.forms import TermForm


class TermQuerySet(models.QuerySet[Any]):
    def active(self) -> "TermQuerySet":
        """Terms offered to editors; an inactive one stays on the pages that hold it."""
        return self.filter(active=True)

    def current(self) -> "TermQuerySet":
        """Terms that a content may hold: all but the merged ones."""
        return self.filter(merged_into__isnull=True)


class Term(models.Model):
    """One entry of a vocabulary. Its slug is a public address (`?theme=mobilites`) and never changes."""

    label = models.CharField("libellé", max_length=120)
    slug = models.SlugField(
        "identifiant",
        max_length=80,
        unique=True,
        validators=[validate_slug],
        help_text="Figure dans les adresses du site et ne change plus après la création. "
        "Minuscules sans accents et tirets, par exemple « mobilites ».",
    )
    definition = models.TextField("définition", blank=True, help_text="Une phrase, lue par les visiteurs.")
    order = models.PositiveSmallIntegerField("ordre", default=0, help_text="Rang dans les listes, à partir de 1.")
    active = models.BooleanField(
        "proposé à la saisie",
        default=True,
        help_text="Un terme retiré de la saisie reste affiché sur les pages qui le portent.",
    )
    source = models.CharField(
        "source",
        max_length=255,
        blank=True,
        help_text="Document ou adresse d’où vient le libellé ; « editorial » pour un classement de la rédaction.",
    )
    exact_match = models.URLField(
        "équivalent publié",
        blank=True,
        help_text="Adresse du même concept dans un vocabulaire public (skos:exactMatch).",
    )

    merged_into = models.ForeignKey(
        "self",
        verbose_name="fusionné dans",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    """The term that replaced this one, whose slug stays as another name of it; never a merged term itself."""

    NEEDED: ClassVar[frozenset[str]] = frozenset()
    """Slugs that the site itself reads: their terms are neither deleted nor merged away."""

    objects: ClassVar[Any] = models.Manager.from_queryset(TermQuerySet)()

    base_form_class = TermForm

    panels = [
        FieldPanel("label"),
        FieldPanel("slug"),
        FieldPanel("definition"),
        FieldPanel("order"),
        FieldPanel("active"),
        FieldPanel("source"),
        FieldPanel("exact_match"),
    ]

    class Meta:
        abstract = True
        ordering = ["order", "label"]

    def __str__(self) -> str:
        return self.label

    @property
    def is_needed(self) -> bool:
        return self.slug in self.NEEDED

    @classmethod
    def aliases(cls) -> Mapping[str, str]:
        """Slug of each merged term to the slug that answers for it."""
        merged = cls.objects.filter(merged_into__isnull=False)
        return dict(merged.values_list("slug", "merged_into__slug"))

    def clean(self) -> None:
        super().clean()
        if self.pk and type(self).objects.filter(pk=self.pk).exclude(slug=self.slug).exists():
            raise ValidationError(
                {"slug": "L’identifiant d’un terme ne change pas : des adresses publiques le portent."}
            )
