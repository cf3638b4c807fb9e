"""What may be quoted of a content: its public text, passage by passage when it has some."""

from collections.abc import Iterator
from typing import Any

from wagtail.models import Page

from cms.core.passages import passages_of
from home.evidence.checking import is_quotable
from home.evidence.documents import quotable_texts
from search.models import SearchEntry

FEWEST_WORDS = 4
"""Lines with fewer are labels of vocabularies."""


def source_text(target: Page | None) -> dict[str, Any]:
    """`chosen` is the content, `passages` and `lines` what the public reads of it."""
    if target is None or not is_quotable(target):
        return {"chosen": None}
    is_public = SearchEntry.objects.public().filter(object_id=target.pk).exclude(path="").exists()
    passages = passages_of(target.specific) if is_public else ()
    return {"chosen": target, "lines": list(_lines(target)), "passages": passages}


def _lines(target: Page) -> Iterator[str]:
    for text in quotable_texts(target, ""):
        yield from (line for line in text.splitlines() if len(line.split()) >= FEWEST_WORDS)
