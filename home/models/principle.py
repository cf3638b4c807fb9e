"""The repeated answers of a chapter of the manifesto, one row each, kept in its revisions."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, Panel

from cms.core.models.rows import Row

PRINCIPLE_CODE = RegexValidator(r"^[A-Z]{1,3}-[1-9]\d?\Z", "Le code s’écrit comme « S-1 » : lettres, tiret, numéro.")


class Principle(Row):
    """A sentence of a chapter that others cite by its code; once published, the code never changes."""

    page = ParentalKey("home.ManifestoChapterPage", on_delete=models.CASCADE, related_name="principles")
    code = models.CharField(
        "code",
        max_length=6,
        validators=[PRINCIPLE_CODE],
        help_text="Code du chapitre, tiret, numéro. Ex. : « S-1 ». Il ne change plus une fois publié.",
    )
    statement = models.TextField("énoncé")

    panels: ClassVar[list[Panel]] = [FieldPanel("code"), FieldPanel("statement")]

    class Meta(Row.Meta):
        verbose_name = "principe"

    def __str__(self) -> str:
        return self.code

    @property
    def anchor(self) -> str:
        """Last part of its address, unique in the whole manifesto: « S-1 » is at `#s-1`."""
        return self.code.lower()
