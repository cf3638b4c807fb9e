"""Links that no longer quote anything the public can read: what staff are shown of them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from cms.core.public_tree import unrestricted
from home.evidence.checking import problems
from home.evidence.documents import KIND_OF_EVIDENCE
from home.models import EvidencePage
from search.models import SearchEntry

ON_DESK = 10


@dataclass(frozen=True)
class Broken:
    page: EvidencePage
    reasons: list[str]


def broken_links(request: HttpRequest) -> dict[str, Any] | None:
    """A section of the desk: those that are online and say nothing any more, the oldest first."""
    said = SearchEntry.objects.public().filter(kind=KIND_OF_EVIDENCE, object_id=OuterRef("pk"))
    silent = unrestricted(EvidencePage.objects.all()).exclude(Exists(said)).select_related("target").order_by("pk")
    first = [Broken(page, [problem.text for problem in problems(page)]) for page in silent[:ON_DESK]]
    number = silent.count()
    return {"links": first, "besides": max(0, number - ON_DESK), "number": number} if first else None
