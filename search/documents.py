"""What a page or a register says is public about itself: the only door to listings, facets, feeds and the API."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable


@dataclass(frozen=True)
class SearchDocument:
    """One public item, in plain text. Nothing restricted, no draft, no personal data.

    `kind` is the slug of the result type (« fiche », « page »). `fragment` names one of several items of the same
    object (the segments of a report) and is added to its address. `facets` maps a facet parameter to slugs; an unknown
    value is simply absent. `card` holds what a result card shows beyond title and summary, as JSON.
    """

    kind: str
    title: str
    url: str
    summary: str = ""
    text: str = ""
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    card: Mapping[str, Any] = field(default_factory=dict)
    date: str = ""
    fragment: str = ""


@runtime_checkable
class Searchable(Protocol):
    """A page class or a register model that appears in search."""

    def search_documents(self) -> Iterable[SearchDocument]:
        """The public items of this live object; the caller has checked that it is live and unrestricted."""
