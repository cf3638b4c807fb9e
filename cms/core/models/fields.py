"""Fields that the page classes declare in the same way."""

from typing import Any

from django.db import models
from wagtail.fields import RichTextField

from cms.core.blocks.text import RICH_TEXT_FEATURES


class YesNo(models.TextChoices):
    """A question whose honest answer may be that nobody knows."""

    YES = "oui", "Oui"
    NO = "non", "Non"
    UNKNOWN = "ne-sait-pas", "Ne sait pas"


def term(model: type[models.Model], label: str, *, required: bool = False, help_text: str = "") -> Any:
    """A foreign key to a vocabulary: never deleted under a page; blocks publication when required."""
    return models.ForeignKey(
        model,
        verbose_name=label,
        null=True,
        blank=not required,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=help_text,
    )


def rich_text(label: str, help_text: str) -> Any:
    return RichTextField(label, blank=True, features=RICH_TEXT_FEATURES, help_text=help_text)
