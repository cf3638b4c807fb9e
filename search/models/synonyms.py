"""Words that staff declare equivalent for search."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel


class SynonymGroup(models.Model):
    """One group a row; expanded when a visitor searches, so that nothing is reindexed."""

    terms = models.TextField(
        "équivalents", help_text="Un par ligne, au moins deux : « IA », « intelligence artificielle »."
    )
    active = models.BooleanField("actif", default=True)

    panels = [FieldPanel("terms"), FieldPanel("active")]

    class Meta:
        verbose_name = "groupe de synonymes"
        verbose_name_plural = "groupes de synonymes"
        ordering = ["terms"]

    def __str__(self) -> str:
        return " = ".join(self.as_list())

    def as_list(self) -> list[str]:
        """The terms, in the order they were typed, without empty lines."""
        return [line.strip() for line in self.terms.splitlines() if line.strip()]

    def clean(self) -> None:
        super().clean()
        if len(self.as_list()) < 2:
            raise ValidationError({"terms": "Un groupe a au moins deux équivalents, un par ligne."})
