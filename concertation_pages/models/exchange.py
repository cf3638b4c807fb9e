"""A file that somebody of the rédaction has sent to be imported, between its trial and its import."""

from django.conf import settings
from django.db import models


class ImportFile(models.Model):
    """`rows` maps each row to the texts of its cells, by column. Erased after a day."""

    dataset = models.SlugField("contenu", max_length=20)
    name = models.CharField("fichier", max_length=255)
    rows = models.JSONField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField("envoyé le", auto_now_add=True)
    applied_at = models.DateTimeField("importé le", null=True)

    class Meta:
        verbose_name = "fichier à importer"
        verbose_name_plural = "fichiers à importer"

    def __str__(self) -> str:
        return f"Fichier {self.pk}"
