"""The public projection: one row per public item."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import models
from django.utils import timezone


class Passages(NamedTuple):
    """What an engine shows of an entry, with marks around what it found (see `search.highlight.from_marked`)."""

    title: str = ""
    summary: str = ""
    text: str = ""


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    def public(self) -> "SearchEntryQuerySet":
        """Everything a visitor may find; tombstones excluded."""
        return self.filter(public=True)

    def of_pages(self, ids: Sequence[int]) -> "list[SearchEntry]":
        """The public entries of these pages, in this order; those of their parts left out."""
        rows = self.public().filter(object_id__in=ids, fragment="").exclude(path="")  # a register has no path
        return sorted(rows, key=lambda row: ids.index(row.object_id))

    def count_public(self) -> int:
        """As `public().count()`, which would read every row: those withdrawn are few and have an index."""
        return self.count() - self.filter(public=False).count()

    def pending(self) -> "SearchEntryQuerySet":
        """What the Elasticsearch index does not say yet, withdrawals included."""
        return self.filter(pushed=False)


class SearchEntry(models.Model):
    """A public item, copied from the database by `search.projection`; nothing else writes here.

    The key is (source, object_id, fragment). No foreign key: a row outlives its object as a tombstone, without text,
    until every index has confirmed the deletion.
    """

    source = models.CharField(max_length=60)
    """Model label of the object, « library_pages.usecasepage »."""
    object_id = models.PositiveBigIntegerField()
    fragment = models.CharField(max_length=60, blank=True, default="")
    kind = models.CharField(max_length=30, blank=True, default="")
    path = models.CharField(max_length=255, blank=True, default="", db_index=True)
    """Tree path of the page it lives under; empty for a register."""
    title = models.TextField(blank=True, default="")
    summary = models.TextField(blank=True, default="")
    text = models.TextField(blank=True, default="")
    url = models.TextField(blank=True, default="")
    date = models.CharField(max_length=10, blank=True, default="")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    """Degrees, WGS 84; both or none."""
    facets = models.JSONField(default=dict)
    card = models.JSONField(default=dict)
    title_stems = models.TextField(blank=True, default="")
    title_folded = models.TextField(blank=True, default="")
    body_stems = models.TextField(blank=True, default="")
    body_folded = models.TextField(blank=True, default="")
    exact = models.TextField(blank=True, default="")
    public = models.BooleanField(default=True)
    sequence = models.PositiveBigIntegerField(default=0, db_index=True)
    since = models.PositiveBigIntegerField(default=0, db_index=True)
    """Sequence of the refresh that made it public, the first time or again; what is edited keeps it."""
    written_at = models.DateTimeField(default=timezone.now)
    pushed = models.BooleanField(default=False)
    """Whether the Elasticsearch index has confirmed this sequence."""
    push_error = models.CharField(max_length=200, blank=True, default="")
    """Why the index refused this sequence; never a word of the entry."""

    passages: Passages | None = None
    """Not a column: only an entry that comes from an engine with its own highlights has them."""

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "entrée de recherche"
        verbose_name_plural = "entrées de recherche"
        constraints = [models.UniqueConstraint(fields=["source", "object_id", "fragment"], name="entry_key")]
        indexes = [
            models.Index(fields=["sequence"], condition=models.Q(pushed=False), name="entry_pending"),
            models.Index(fields=["sequence"], condition=models.Q(public=False), name="entry_withdrawn"),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.source} {self.object_id}"
