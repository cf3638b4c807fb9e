"""A question to start from, and the list of the site that answers it."""

from typing import ClassVar

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, Panel

from cms.core.models.rows import Row
from home.list_addresses import HELP, checked_address


class StartingQuestion(Row):
    """Shown while its list has something to read."""

    page = ParentalKey("home.HomePage", on_delete=models.CASCADE, related_name="questions")
    question = models.CharField(
        "question", max_length=120, help_text="Ex. : « Quel impact sur les services publics ? »"
    )
    list_address = models.CharField("adresse de la liste", max_length=500, help_text=HELP)

    panels: ClassVar[list[Panel]] = [FieldPanel("question"), FieldPanel("list_address")]

    class Meta(Row.Meta):
        verbose_name = "question pour commencer"
        verbose_name_plural = "questions pour commencer"

    def __str__(self) -> str:
        return self.question

    def clean(self) -> None:
        super().clean()
        if self.list_address:
            self.list_address = checked_address(self.list_address)
