"""The text of somebody who saved a page that another person had changed meanwhile."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone


class SetAside(models.Model):
    """One version kept out of the page until its author chooses; the last one replaces the one before.

    `content` has the shape of a revision's. `base_content` is what the author started from, when it still exists:
    with it, what only one of the two changed needs no choice.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="set_aside")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    content = models.JSONField(encoder=DjangoJSONEncoder)
    base_content = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "version mise de côté"
        verbose_name_plural = "versions mises de côté"
        constraints = [models.UniqueConstraint(fields=["page", "user"], name="one_set_aside")]

    def __str__(self) -> str:
        return f"Version de la page {self.page_id} mise de côté"
