"""A version of the manifesto whose words nobody may read any more: its history is public, and what somebody wrote may
have to be forgotten.
"""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, PageChooserPanel, Panel
from wagtail.models import Page

from cms.workflow.editions import editions

LATEST = 5
VERSIONED = ["home.ManifestoPage", "home.ManifestoChapterPage"]


class WithheldVersion(models.Model):
    """What this page said from this day on is compared with nothing. The version stays in the list, and the team has
    its text.
    """

    page = models.ForeignKey(Page, verbose_name="page", on_delete=models.CASCADE, related_name="+")
    day = models.DateField(
        "version du",
        help_text="Le jour que donne la page « Versions ». Chaque version qui porte un mot le montre : "
        "retirez-les toutes.",
    )
    reason = models.TextField("motif", help_text="Lu par l’équipe seule. N’y répétez pas les mots retirés.")

    panels: ClassVar[list[Panel]] = [PageChooserPanel("page", VERSIONED), FieldPanel("day"), FieldPanel("reason")]

    class Meta:
        verbose_name = "version retirée de l’histoire"
        verbose_name_plural = "versions retirées de l’histoire"
        ordering = ["-day", "page"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "day"],
                name="withheld_version_once",
                violation_error_message="Cette version est déjà retirée.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page.title}, {self.day:%d/%m/%Y}"

    def clean(self) -> None:
        super().clean()
        if not (self.page_id and self.day):
            return
        known = list(dict.fromkeys(edition.day for edition in editions([self.page_id])))
        if self.day not in known:
            told = ", ".join(f"{day:%d/%m/%Y}" for day in known[:LATEST]) or "aucune"
            raise ValidationError({"day": f"Cette page n’a pas de version de ce jour. Ses dernières\u00a0: {told}."})
