"""One result, as a card shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from search.catalogue import Catalogue
from search.facets import KIND
from search.highlight import highlight, snippet
from search.models import SearchEntry
from search.text_query import TextQuery


@dataclass(frozen=True)
class Result:
    """`title` and `snippet` are escaped and may hold `<mark>`; `date` is AAAA, AAAA-MM or AAAA-MM-JJ, or empty."""

    title: SafeString
    url: str
    kind: str
    kind_label: str
    snippet: SafeString
    summary: str
    card: Mapping[str, Any]
    date: str
    key: str
    """Names the item for as long as it exists, whatever its address."""

    @property
    def slug(self) -> str:
        """Last part of the address, the fragment left out."""
        return self.url.partition("#")[0].rstrip("/").rpartition("/")[2]


def result(entry: SearchEntry, names: Catalogue, text: TextQuery | None = None) -> Result:
    return Result(
        title=highlight(entry.title, text) if text else conditional_escape(entry.title),
        url=entry.url,
        kind=entry.kind,
        kind_label=names.label(KIND, entry.kind),
        snippet=snippet(entry.summary, entry.text, text) if text else conditional_escape(entry.summary),
        summary=entry.summary,
        card=entry.card,
        date=entry.date,
        key=":".join(filter(None, [entry.source, str(entry.object_id), entry.fragment])),
    )
