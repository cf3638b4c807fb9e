"""How often each search is made, and nothing about who makes it."""

from django.db import models


class QueryCount(models.Model):
    """One search on one day (Paris time), all visitors together. No address, no account, no hour."""

    day = models.DateField("jour")
    words = models.CharField("recherche", max_length=80)
    searches = models.PositiveIntegerField("fois")

    class Meta:
        verbose_name = "recherche fréquente"
        verbose_name_plural = "recherches fréquentes"
        constraints = [models.UniqueConstraint(fields=["day", "words"], name="query_count_key")]

    def __str__(self) -> str:
        return f"{self.words} ({self.searches})"
