"""How often somebody did something during one stretch of time (`cms.core.rate_limit`)."""

from django.db import models


class RateWindow(models.Model):
    """One row for each action, person and stretch of time. `digest` cannot be turned back into an address."""

    name = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    started = models.BigIntegerField()
    """Seconds since 1970, a multiple of the length of the window."""
    count = models.PositiveIntegerField(default=0)
    ends = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "fenêtre de limitation"
        verbose_name_plural = "fenêtres de limitation"
        constraints = [models.UniqueConstraint(fields=["name", "digest", "started"], name="rate_window")]

    def __str__(self) -> str:
        return f"{self.name} : {self.count}"
