"""A lot: pages that go online at one instant, all of them or none."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Revision

GOING_BACK = timedelta(days=7)
"""How long after its publication a lot may be rolled back: later, the older versions are to be reviewed again."""


class ReleaseState(models.TextChoices):
    PREPARED = "en-preparation", "en préparation"
    PUBLISHED = "publie", "publié"
    ROLLED_BACK = "retabli", "publié puis rétabli"
    CANCELLED = "annule", "annulé"


class Release(models.Model):
    """Prepared, then published at its date or at once, then perhaps rolled back."""

    title = models.CharField("nom du lot", max_length=120, help_text="Ex. : Forum des Interconnectés, 10 et 11 mars.")
    publish_at = models.DateTimeField(
        "publication le", null=True, blank=True, help_text="Vide : quelqu’un publie le lot d’un clic."
    )
    state = models.CharField("état", max_length=16, choices=ReleaseState.choices, default=ReleaseState.PREPARED)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="préparé par", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField("préparé le", default=timezone.now)
    published_at = models.DateTimeField("publié le", null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="publié par", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    problems = models.JSONField("ce qui a empêché la publication", default=list, blank=True)
    """Sentences of the last attempt; empty when there was none or when it passed."""
    tried_at = models.DateTimeField("dernier essai", null=True, blank=True)
    """A lot that failed at its date is not tried again by the worker: somebody mends it, then says when."""

    class Meta:
        verbose_name = "lot"
        verbose_name_plural = "lots"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state == ReleaseState.PREPARED

    @property
    def may_go_back(self) -> bool:
        """What was online before is fit to come back for a while, not for ever."""
        since = self.published_at
        return bool(since and timezone.now() - since <= GOING_BACK) and self.state == ReleaseState.PUBLISHED


class ReleaseItem(models.Model):
    """One page of a lot. `page` is null once it is deleted: the lot then waits for somebody to take the item out."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="items")
    page: Any = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="release_items")
    title = models.CharField("page", max_length=255)
    parent_key = models.PositiveBigIntegerField(null=True)
    """Key of the parent when the version was approved: a page that moved since is not what was approved."""
    approved_revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    """The version held. Null until a review ends."""
    previous_revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    """What was online before the lot, for a roll back."""
    was_live = models.BooleanField(default=False)
    is_open = models.BooleanField(default=True)
    """False once the lot is published or cancelled."""

    class Meta:
        verbose_name = "page d’un lot"
        verbose_name_plural = "pages d’un lot"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["page"], condition=Q(is_open=True), name="one_open_lot_a_page"),
        ]

    def __str__(self) -> str:
        return self.title
