"""How the Elasticsearch index stands: what the pusher, the rebuild, the router and the screen tell one another."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone

ALIVE = timedelta(seconds=60)
"""A rebuild that has not advanced for that long was killed, unless a worker takes it up again."""


class IndexHealth(models.Model):
    """The single row about the index. `claim` is that of the one process that writes to it (`indexing.claims`)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    index = models.CharField(max_length=120, blank=True, default="")
    """Name of the index that says what the entries say, those still to be pushed excepted; empty when none does."""
    mapping = models.CharField(max_length=64, blank=True, default="")
    """Fingerprint of what that index was created with."""
    reconcile_due = models.BooleanField(default=False)
    """Something in the index contradicts the entries: it answers nobody until all of it is compared."""

    claim = models.CharField(max_length=32, blank=True, default="")
    claimed_until = models.DateTimeField(null=True)

    last_pushed_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    """When Elasticsearch last answered all that it was asked."""
    reconciled_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    """In a row; 0 while Elasticsearch answers."""
    retry_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True, default="")
    """Never a word of a document."""
    rejections = models.PositiveIntegerField(default=0)
    """Times in a row that some entry was refused."""
    rejected_retry_at = models.DateTimeField(null=True)
    rebuild_asked_at = models.DateTimeField(null=True)
    """Empty once it has begun."""

    class Meta:
        verbose_name = "état d’Elasticsearch"
        verbose_name_plural = "états d’Elasticsearch"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="single_index_health")]

    def __str__(self) -> str:
        return self.index or "aucun index"

    @classmethod
    def current(cls) -> Self:
        """The row, created when it is not there yet."""
        found = cls.objects.filter(pk=1).first()
        if not found:
            cls.objects.bulk_create([cls()], ignore_conflicts=True)
            found = cls.objects.get(pk=1)
        return found

    @classmethod
    def note(cls, **values: object) -> None:
        """Write these fields, whatever others write at the same time."""
        if not cls.objects.filter(pk=1).update(**values):
            cls.current()
            cls.objects.filter(pk=1).update(**values)


class IndexRebuildQuerySet(models.QuerySet["IndexRebuild"]):
    def in_progress(self) -> "IndexRebuild | None":
        return self.filter(ended_at=None).order_by("-pk").first()


class IndexRebuild(models.Model):
    """An index made aside, then put in the place of the one in use. At most one is in progress (`ended_at` empty).

    What it has copied is remembered, so that any process may go on with it.
    """

    index = models.CharField(max_length=120, unique=True)
    mapping = models.CharField(max_length=64)
    started_at = models.DateTimeField(default=timezone.now)
    advanced_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True, default="")
    """Why it was given up; empty when it is in progress or was put in place."""
    total = models.PositiveIntegerField(default=0)
    """Public entries when it began."""
    done = models.PositiveIntegerField(default=0)
    copied_up_to = models.BigIntegerField(default=0)
    """Key of the last entry copied; they are copied in the order of their keys."""
    replayed_up_to = models.PositiveBigIntegerField(default=0)
    """Sequence up to which the changes made since are there as well."""

    objects = IndexRebuildQuerySet.as_manager()

    class Meta:
        verbose_name = "reconstruction de l’index"
        verbose_name_plural = "reconstructions de l’index"

    def __str__(self) -> str:
        return self.index

    @property
    def is_alive(self) -> bool:
        return self.ended_at is None and self.advanced_at > timezone.now() - ALIVE

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.total) if self.total else 100
