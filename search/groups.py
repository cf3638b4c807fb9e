"""Results under the collectivité that they are listed under, when the list is sorted by collectivité."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from search.asking import Asked
from search.engines import SearchResponse
from search.engines.base import AUTHORITY, GROUP
from search.engines.bitmaps import NOWHERE, SEVERAL
from search.engines.reading import sort_key
from search.kinds import Noun
from search.models import SearchEntry
from search.results import Result

APART = {SEVERAL: "Plusieurs collectivités", NOWHERE: "Sans collectivité"}


@dataclass(frozen=True)
class Group:
    """`counted`: all that the list has under this name, in words; `continued`: it began on a page before."""

    name: str
    counted: str
    continued: bool
    results: Sequence[Result]


def groups(asked: Asked, response: SearchResponse, results: Sequence[Result], noun: Noun) -> list[Group]:
    """None in another order. `results` are those of the entries of the response."""
    if asked.query.sort != AUTHORITY:
        return []
    return list(_groups(asked, response, results, noun))


def _groups(asked: Asked, response: SearchResponse, results: Sequence[Result], noun: Noun) -> Iterator[Group]:
    """The counts tell where each group begins in the whole list: no other page is read."""
    counts, place = response.counts[GROUP], (asked.query.page - 1) * asked.query.per_page
    pairs = zip(response.entries, results, strict=True)
    for under, some in groupby(pairs, key=lambda pair: _under(pair[0])):
        before = sum(count for other, count in counts.items() if other < under)
        name = APART.get(under) or asked.catalogue.label(AUTHORITY, under)
        yield Group(name, noun.counted(counts.get(under, 0)), before < place, [shown for _, shown in some])
        place = 0


def _under(entry: SearchEntry) -> str:
    return sort_key(entry.kind, entry.title, entry.date, entry.facets).authority
