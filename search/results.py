"""One result, as a card shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from search.catalogue import Catalogue
from search.facets import KIND
from search.highlight import highlight, marked_by_engine, snippet, snippet_by_engine
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
    distance: str = ""
    """« à 12 km » of the place that results are sorted from."""
    reasons: Sequence[str] = ()
    """Why it is in a list of what resembles something."""

    @property
    def slug(self) -> str:
        """Last part of the address, the fragment left out."""
        return self.url.partition("#")[0].rstrip("/").rpartition("/")[2]


def result(entry: SearchEntry, names: Catalogue, text: TextQuery | None = None) -> Result:
    title, passage = _shown(entry, text)
    return Result(
        title=title,
        url=entry.url,
        kind=entry.kind,
        kind_label=names.label(KIND, entry.kind),
        snippet=passage,
        summary=entry.summary,
        card=entry.card,
        date=entry.date,
        key=entry_key(entry),
    )


def _shown(entry: SearchEntry, text: TextQuery | None) -> tuple[SafeString, SafeString]:
    """Title and snippet, with the marks of the engine when it makes them."""
    if text is None:
        return conditional_escape(entry.title), conditional_escape(entry.summary)
    if entry.passages is None:
        return highlight(entry.title, text), snippet(entry.summary, entry.text, text)
    return (
        marked_by_engine(entry.passages.title or entry.title),
        snippet_by_engine(entry.summary, entry.passages),
    )


def entry_key(entry: SearchEntry) -> str:
    """Names the item for as long as it exists, whatever its address."""
    return ":".join(filter(None, [entry.source, str(entry.object_id), entry.fragment]))
