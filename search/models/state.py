"""What is still to be projected, and which version of the content is current."""

import secrets
from typing import Any

from django.db import models
from django.db.models import F


class StaleScope(models.Model):
    """Something changed here and its entries are not recomputed yet. Written in the transaction of the change.

    `key` is a tree path for TREE, « model label:primary key » for OBJECT, empty for ALL.
    """

    class Kind(models.TextChoices):
        TREE = "tree", "sous-arbre"
        OBJECT = "object", "objet"
        ALL = "all", "tout"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=255, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "périmètre à réindexer"
        verbose_name_plural = "périmètres à réindexer"

    def __str__(self) -> str:
        return f"{self.kind} {self.key}".strip()


class IndexState(models.Model):
    """The single row whose lock orders refreshes. `token` is random: a restored backup never looks fresh."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.PositiveBigIntegerField(default=0)
    version = models.PositiveBigIntegerField(default=0)
    token = models.CharField(max_length=32, default="")

    class Meta:
        verbose_name = "état de l’index"
        verbose_name_plural = "états de l’index"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="single_index_state")]

    def __str__(self) -> str:
        return f"{self.version}-{self.token}"

    @classmethod
    def renew(cls, **kwargs: Any) -> None:
        """Make every process read again what it remembers, from the commit of this transaction on.

        Also a receiver of `post_save` and `post_delete`.
        """
        cls.objects.get_or_create(pk=1)
        cls.objects.update(version=F("version") + 1, token=secrets.token_hex(16))
