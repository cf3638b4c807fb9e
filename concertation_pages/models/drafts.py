"""A report being written by a territory: three sections, each with its own version, until it is submitted."""

import uuid

from django.db import models

from concertation_pages.models.commitment import Commitment, Referent
from concertation_pages.models.report import ReportPage


class ReportDraft(models.Model):
    """One report of a commitment. `page` is there from the first submission; `base_revision` is the version of the page
    that its answers come from.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="drafts")
    page = models.OneToOneField(ReportPage, null=True, blank=True, on_delete=models.SET_NULL, related_name="draft")
    title = models.CharField("titre", max_length=255, blank=True)
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    """Of the form that made it: sent ten times, it makes one."""
    base_revision = models.PositiveBigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField("commencé le", auto_now_add=True)
    submitted_at = models.DateTimeField("soumis le", null=True, blank=True)
    """Last submission; what is saved later is another draft."""

    class Meta:
        verbose_name = "compte rendu en cours de saisie"
        verbose_name_plural = "comptes rendus en cours de saisie"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Compte rendu en cours {self.pk}"


class SectionDraft(models.Model):
    """Answers of one section. `answers` maps the name of a question to its answer as JSON, or a set of rows to a list
    of rows with a `key`; `seed` is what it held when it was last in agreement with the page.
    """

    draft = models.ForeignKey(ReportDraft, on_delete=models.CASCADE, related_name="sections")
    number = models.PositiveSmallIntegerField("partie")
    answers = models.JSONField(default=dict, blank=True)
    seed = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField("enregistré le", null=True, blank=True)
    saved_by = models.ForeignKey(Referent, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = "partie en cours de saisie"
        verbose_name_plural = "parties en cours de saisie"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="one_section_of_each_number")]

    def __str__(self) -> str:
        return f"Partie {self.number} du compte rendu {self.draft_id}"
