"""What went online, when and by whose approval: the memory that outlives a withdrawal."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import Page, Revision


class Publication(models.Model):
    """One version put online. The next one is compared with the last, and its authors count from there."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="publications")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    revision_key = models.PositiveBigIntegerField(editable=False)
    """Key of the revision, kept when old revisions are purged: later ones have a greater key."""
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="approuvée par", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_at = models.DateTimeField("publiée le", default=timezone.now)
    changes = models.JSONField("ce qui a changé", default=list, blank=True)
    """Sentences without any restricted value, for everybody."""

    class Meta:
        verbose_name = "publication"
        verbose_name_plural = "publications"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["page", "-id"], name="last_publication")]

    def __str__(self) -> str:
        return f"{self.page_id} le {self.published_at:%d/%m/%Y}"

    @property
    def version(self) -> Any:
        """The page as it went online; None when its revision was purged."""
        return self.revision.as_object() if self.revision else None


def last_publication(page: Any) -> Publication | None:
    """What was online last; a version under review is compared with it."""
    return Publication.objects.filter(page_id=page.pk).first()


def publication_before(revision: Any) -> Publication | None:
    """The last publication of an older version than this one, whether or not this one went online."""
    older = Publication.objects.filter(page_id=revision.object_id, revision_key__lt=revision.pk)
    return older.select_related("revision").first()
