"""The contract of a search engine: the same questions and the same answers, whatever runs them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from search.models import SearchEntry
from search.text_query import TextQuery
from search.twins import Profile

Selection = Mapping[str, Sequence[str]]
"""Facet parameter to the values chosen: one of them is enough, every parameter must agree."""

WINDOW = 10_000
"""Results that a list can be paged through, whatever finds them: Elasticsearch looks no further."""

RELEVANCE, RECENT, TITLE, AUTHORITY = "pertinence", "recent", "titre", "collectivite"
PROXIMITY = "proximite"
"""Nearest to `SearchQuery.near` first, those of one place from the newest; what has no place comes last."""
TWINS = "jumelles"
"""Closest to `SearchQuery.twins_of` first; only for a list of its twins."""
GROUP = "groupe"
"""Not a facet, but counted like one: the collectivité under which `AUTHORITY` lists an item (see `SortKey`)."""


@dataclass(frozen=True)
class SearchQuery:
    """`base` is the fixed filter of a listing, `selected` what the visitor chose; counts ignore their own choice."""

    version: str
    base: Selection = field(default_factory=dict)
    selected: Selection = field(default_factory=dict)
    text: TextQuery | None = None
    sort: str = RECENT
    page: int = 1
    per_page: int = 10
    counted: Sequence[str] = ()
    """Facet parameters whose counts are wanted."""
    near: tuple[float, float] | None = None
    """Latitude and longitude that results are sorted from, in degrees; only for `PROXIMITY`."""
    twins_of: Profile | None = None
    """Only what may be compared to that collectivité; always answered by the database engine."""


@dataclass(frozen=True)
class SearchResponse:
    """`counts`: facet parameter to value to number of results; values without any result are absent."""

    total: int
    entries: Sequence[SearchEntry]
    counts: Mapping[str, Mapping[str, int]]
    engine: str
    degraded: bool = False


class Engine(Protocol):
    def search(self, query: SearchQuery) -> SearchResponse:
        """One page of results, their total and the counts. A page beyond the last one has no entries."""

    def totals(self, queries: Sequence[SearchQuery]) -> list[int]:
        """How many results each of these would have."""

    def complete(self, words: Sequence[str], within: SearchQuery, limit: int) -> list[SearchEntry]:
        """Items, in the filters of `within`, whose title has a word beginning with each of these folded words.

        First the titles that begin with them all, then those that have them whole, the most recent first.
        """

    def correct(self, text: str, version: str) -> str:
        """The text with its misspelt words replaced by what they were probably meant to be, without accents.

        Empty when nothing seems misspelt. What it finds is for the caller to see.
        """

    def examples(self, words: Iterable[str], within: SearchQuery) -> list[SearchEntry]:
        """Some items that hold these folded words, to read how they are written; `within` asks for their text."""

    def every(self, query: SearchQuery, limit: int) -> tuple[int, Iterator[SearchEntry]]:
        """How many results there are, and the first `limit` in their order with their facets and without their text.

        They are read a batch at a time while they are consumed: an export holds few of them. `page` is of no effect.
        """
