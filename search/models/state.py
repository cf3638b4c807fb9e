"""What is still to be projected, and how far the projection is."""

import secrets
from typing import Self

from django.db import models
from django.db.models.functions import Greatest


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


LINEAGE = 100
"""Refreshes remembered. A process that is further behind reads every entry again."""


class IndexState(models.Model):
    """The single row whose lock orders refreshes.

    `lineage` holds, for each of the last refreshes that changed an entry, its sequence and a random token, the latest
    at the end. A process that remembers one of them only has to read the entries of the later ones; one that remembers
    a token which is not there has seen what a restored backup has undone.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.PositiveBigIntegerField(default=0)
    lineage = models.JSONField(default=list)

    class Meta:
        verbose_name = "état de l’index"
        verbose_name_plural = "états de l’index"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="single_index_state")]

    def __str__(self) -> str:
        return str(self.sequence)

    @classmethod
    def take_next(cls, after: int = 0) -> Self:
        """The row with the next sequence, above `after`; locked until the end of the transaction: a later number is
        always committed later.
        """
        following = {"sequence": Greatest(models.F("sequence"), models.Value(after)) + 1}
        if not cls.objects.update(**following):
            cls.objects.bulk_create([cls()], ignore_conflicts=True)
            cls.objects.update(**following)
        return cls.objects.get(pk=1)

    @classmethod
    def reached(cls) -> int:
        """The last sequence given: every entry with that one or a lower one is committed."""
        return cls.objects.filter(pk=1).values_list("sequence", flat=True).first() or 0

    @property
    def token(self) -> str:
        """Of the last refresh; empty before the first."""
        return self.lineage[-1] if self.lineage else ""

    @property
    def remembered_from(self) -> int:
        """A process that remembers one of these refreshes has read every entry up to this sequence."""
        oldest, _, _ = self.lineage[0].partition("-") if len(self.lineage) == LINEAGE else ("0", "", "")
        return int(oldest)

    def record_refresh(self) -> None:
        self.lineage = [*self.lineage, f"{self.sequence}-{secrets.token_hex(8)}"][-LINEAGE:]
        self.save(update_fields=["lineage"])
