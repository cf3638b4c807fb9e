"""How a fiche proposed in `/contribuer/` began."""

from django.db import models
from django.utils import timezone


class Contribution(models.Model):
    """Kept beside the draft: sent twice, a first form makes one fiche; another fiche may have served as its model."""

    token = models.UUIDField(unique=True, editable=False)
    """Of the form that created the fiche."""
    page = models.OneToOneField("library_pages.UseCasePage", on_delete=models.CASCADE, related_name="contribution")
    inspired_by = models.ForeignKey(
        "library_pages.UseCasePage",
        verbose_name="fiche dont elle s’inspire",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField("commencée le", default=timezone.now)

    class Meta:
        verbose_name = "contribution"
        verbose_name_plural = "contributions"

    def __str__(self) -> str:
        return f"{self.page_id} le {self.created_at:%d/%m/%Y}"
