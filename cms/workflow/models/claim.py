"""What the desk remembers of a version under review, for as long as its review lasts."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import TaskState


class Claim(models.Model):
    """« Je m’en charge »: tells the others, and forbids them nothing. It ends with the review."""

    task_state = models.OneToOneField(TaskState, on_delete=models.CASCADE, related_name="claim")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="prise en charge par", on_delete=models.CASCADE, related_name="+"
    )
    claimed_at = models.DateTimeField("prise en charge le", default=timezone.now)

    class Meta:
        verbose_name = "prise en charge"
        verbose_name_plural = "prises en charge"

    def __str__(self) -> str:
        return f"{self.user} pour {self.task_state_id}"


class ReviewSummary(models.Model):
    """What the desk shows of many versions at once, written when each is submitted: nobody changes it meanwhile."""

    task_state = models.OneToOneField(TaskState, on_delete=models.CASCADE, related_name="summary")
    labels: Any = models.JSONField("champs modifiés", default=list)
    """Names of the fields that changed."""
    authors: Any = models.ManyToManyField(settings.AUTH_USER_MODEL, verbose_name="auteurs", related_name="+")
    """Those who may not decide of it (`authors_since_publication`, and `ReviewedPage.parties`)."""

    class Meta:
        verbose_name = "résumé des modifications"
        verbose_name_plural = "résumés des modifications"

    def __str__(self) -> str:
        return ", ".join(self.labels)
