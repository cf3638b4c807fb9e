"""Somebody read a published page again and found it still right."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Verification(models.Model):
    """One confirmation. Not versioned: it changes no word of the page, so it asks for no review and touches no draft.

    `answered` is the review date of the page that it answers: once editors set another one, theirs holds again.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="verifications")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="par", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField("à", default=timezone.now)
    on = models.DateField("vérifiée le")
    review_on = models.DateField("prochaine revue")
    answered = models.DateField("revue prévue", null=True)

    class Meta:
        verbose_name = "confirmation"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Page {self.page_id} confirmée le {self.on:%d/%m/%Y}"
