"""The clauses of a charter as its page shows them, each with the principles that it covers."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from search.addresses import Address
from search.principles import principles

CHARTER = "charte"
"""The parameter that names a charter; their order is that of the columns."""
BELOW = "lecture-croisee"
"""What follows the address of the charters."""


class Covered(NamedTuple):
    """`statement` and `url` are empty when the manifesto no longer shows the principle: its code says which it was."""

    code: str
    statement: str
    url: str


class ReadClause(NamedTuple):
    row: Any
    covers: Sequence[Covered]

    @property
    def anchor(self) -> str:
        return str(self.row.anchor)

    @property
    def weight(self) -> int:
        return int(self.row.weight)


def read_clauses(clauses: Iterable[Any], version: str) -> list[ReadClause]:
    known = principles(version)

    def covered(code: str) -> Covered:
        principle = known.get(code)
        return Covered(code, principle.statement, principle.url) if principle else Covered(code, "", "")

    return [ReadClause(row, [covered(code) for code in row.covered]) for row in clauses]


def cross_reading_of(charter: Any) -> str:
    """Where the charters that are beside this one are read."""
    return f"{charter.url.removesuffix(f'{charter.slug}/')}{BELOW}/"


def address_of(charter: Any) -> str:
    """Where it is read beside the principles of the manifesto."""
    return str(Address(cross_reading_of(charter), ((CHARTER, charter.slug),)))
