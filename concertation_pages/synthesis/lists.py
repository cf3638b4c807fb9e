"""The lists that the synthesis counts, as `search` knows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from search import figures
from search.addresses import Address, Pair
from search.engines import Selection
from search.facets import KIND
from search.kinds import KINDS, Noun

ENGAGEMENTS = Noun("engagement", "engagements", feminine=False)
"""A territory that committed in two campaigns is two of them."""
INDEX_URL = "/concertations/"
PROPOSALS_URL = f"{INDEX_URL}propositions/"


@dataclass(frozen=True)
class CountedList:
    """All items of a kind, what they are called in a count, and the page that lists them."""

    kind: str
    noun: Noun
    path: str
    conditions: Sequence[Pair] = ()
    """Of the query string, what limits the page to this kind."""

    @property
    def base(self) -> Selection:
        return {KIND: [self.kind]}

    def total(self, version: str, selected: Selection | None = None) -> int:
        return figures.total({**self.base, **(selected or {})}, version)

    def address(self, parameter: str, value: str) -> str:
        return str(Address(self.path, (*self.conditions, (parameter, value))))


COMMITMENTS = CountedList("concertation", ENGAGEMENTS, INDEX_URL)
PROPOSALS = CountedList("proposition", KINDS["proposition"].noun, PROPOSALS_URL, ((KIND, "proposition"),))
