"""Which part of the matrix an address asks for: the charters that it names, else a page of those that words find."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from cms.core.names import searchable
from cms.core.pagination import PageView, asked_page, page_view
from cms.core.templatetags.typography import accord
from library_pages.cross_reading.matrix import Charter, Matrix
from library_pages.cross_reading.reading import CHARTER
from search.addresses import Address
from search.forms import MAX_QUERY, MAX_SHOWN, printable

MOST, COLUMNS = 4, 6
"""Charters named side by side, and columns of a page of all of them."""
READ = 12
"""Slugs looked up; an address with more was not made by this site."""
ROOM = 190
"""Elements that the table may make: a page stays under 350 whatever the manifesto and the charters hold."""
ROW = 5
"""Elements of the heading of a row, its share of that of its axis included."""
HEADING = 6
"""Elements of the heading of a column, its choice on a narrow screen included."""
OFFERED = 6
UNKNOWN = "Texte inconnu, ou qui n’est plus publié : {}."
LEFT_OUT = "Il n’y a pas la place de tout lire côte à côte. {} de côté : {}."


@dataclass(frozen=True)
class Offer:
    """A charter, and the address that reads it too."""

    charter: Charter
    url: str


@dataclass(frozen=True)
class Asked:
    """`charters` are the columns; `chosen` when the address names them."""

    charters: Sequence[Charter]
    chosen: bool
    words: str
    address: Address
    """Without its page."""
    pages: PageView
    offers: Sequence[Offer]
    more: int
    """Others that could be offered as well."""
    is_full: bool
    """Whether as many charters are chosen as can be."""
    notices: Sequence[str]

    @property
    def alone(self) -> Charter | None:
        """The only charter that the address names."""
        return self.charters[0] if self.chosen and len(self.charters) == 1 else None

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the search form sends again."""
        return [pair for pair in self.address.pairs if pair[0] == CHARTER]

    def without(self, charter: Charter) -> str:
        return str(self.address.only(CHARTER).without(CHARTER, charter.slug))


def ask(request: HttpRequest, path: str, matrix: Matrix) -> Asked:
    """`path` is that of the whole matrix. Raises Http404 when there is no such page of it."""
    words = " ".join(printable(request.GET.get("q", "")).split())[:MAX_QUERY].strip()
    slugs = list(dict.fromkeys(filter(None, map(printable, request.GET.getlist(CHARTER)))))[:READ]
    named = matrix.named(slugs)
    found = [charter for charter in matrix.charters if charter.answers_to(searchable(words).split())]
    is_full = len(named) >= MOST
    if named:
        shown = _paged(named, matrix)[0][:MOST]
        address = Address(path, tuple((CHARTER, charter.slug) for charter in shown))
        columns = [shown]
        others = [] if is_full else [charter for charter in found if charter not in named]
    else:
        address, columns, others = Address(path, (("q", words),) if words else ()), _paged(found, matrix), []
    number = asked_page(request, len(columns))
    pages = page_view(address.page, number, len(columns))
    notices = list(_notices(slugs, named, columns[0] if named else []))
    offers = [Offer(other, str(address.adding((CHARTER, other.slug)))) for other in others[:OFFERED]]
    more = len(others) - len(offers)
    return Asked(columns[number - 1], bool(named), words, address, pages, offers, more, is_full, notices)


def _notices(slugs: Sequence[str], named: Sequence[Charter], shown: Sequence[Charter]) -> Iterator[str]:
    known = {charter.slug for charter in named}
    if unknown := [slug for slug in slugs if slug not in known]:
        yield UNKNOWN.format(_quoted(slug[:MAX_SHOWN] for slug in unknown))
    if left_out := named[len(shown) :]:
        verb = accord(len(left_out), "Laissé,Laissés")
        yield LEFT_OUT.format(verb, _quoted(charter.title for charter in left_out))


def _quoted(names: Any) -> str:
    return ", ".join(f"« {name} »" for name in names)


def _paged(charters: Sequence[Charter], matrix: Matrix) -> list[list[Charter]]:
    """The columns of each page: as many as there is room for, six at most; one page even when there is nothing."""
    pages: list[list[Charter]] = [[]]
    room = whole = ROOM - ROW * len(matrix.principles)
    for charter in charters:
        weight = _weight(charter, matrix)
        if pages[-1] and (weight > room or len(pages[-1]) == COLUMNS):
            pages.append([])
            room = whole
        pages[-1].append(charter)
        room -= weight
    return pages


def _weight(charter: Charter, matrix: Matrix) -> int:
    links = sum(len(charter.cell(principle).clauses) for principle in matrix.principles)
    return HEADING + len(matrix.principles) + links
