"""When pages went online and what had changed each time, for everybody: no names, no drafts, nothing restricted."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone

from cms.workflow.models import Publication

FIRST, LATER = "Première publication", "Mise à jour"
"""Said of a publication whose changes were not written down."""


@dataclass(frozen=True)
class Edition:
    """A version of a page that went online. `page` and `revision` are keys; no revision once it was purged.

    `name` is what the page itself calls this version, if its class has such a field.
    """

    page: int
    revision: int | None
    published_at: datetime.datetime
    changes: Sequence[str]
    first: bool
    name: str = ""

    @property
    def day(self) -> datetime.date:
        return self.published_at.date()


def editions(pages: Iterable[int]) -> list[Edition]:
    """Of the pages with these keys, latest first; in one query."""
    told = Publication.objects.filter(page__in=pages).order_by("pk")
    rows = told.values_list("page", "revision", "published_at", "changes", F("revision__content__version"))
    known: set[int] = set()
    found = []
    for page, revision, published_at, changes, name in rows:
        first = page not in known
        known.add(page)
        said = changes or [FIRST if first else LATER]
        found.append(Edition(page, revision, timezone.localtime(published_at), said, first, name or ""))
    return found[::-1]
