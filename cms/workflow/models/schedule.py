"""A page whose date has come and that could not follow it."""

from django.db import models
from django.utils import timezone
from wagtail.models import Page


class ScheduleFailure(models.Model):
    """Stays until the page follows its date, or its date is cancelled. The worker goes on trying."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="schedule_failure")
    due_at = models.DateTimeField("prévue le")
    is_expiry = models.BooleanField(default=False)
    """Whether it should have gone offline."""
    reason = models.CharField("raison", max_length=500)
    since = models.DateTimeField("constaté le", default=timezone.now)

    class Meta:
        verbose_name = "programmation en échec"
        verbose_name_plural = "programmations en échec"
        ordering = ["due_at"]

    def __str__(self) -> str:
        return f"{self.page_id} : {self.reason}"
