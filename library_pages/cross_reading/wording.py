"""The clauses that other charters have word for word."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from cms.core.names import searchable
from cms.core.per_version import PerVersion
from cms.core.public_tree import unrestricted
from cms.core.row_pages import is_long, place
from library_pages.models import CharterClause, CharterPage
from library_pages.models.clauses import ROOM


class Echo(NamedTuple):
    """The clause of another charter, at its own address."""

    page: int
    title: str
    url: str


class SharedClause(NamedTuple):
    """A clause, and those of other charters that say the same in the same words, case and accents aside.

    `place` follows the address of its page.
    """

    row: Any
    echoes: Sequence[Echo]
    place: str


def shared_clauses(charter: CharterPage, version: str) -> list[SharedClause]:
    """Those of a charter, in its order; a clause that no other charter has is left out."""
    known, rows = _echoes.get(version), list(charter.clauses.all())
    found, by_name = [], is_long(rows, ROOM)
    for row in rows:
        others = {echo.page: echo for echo in known.get(_words(row), ()) if echo.page != charter.pk}
        found.append(SharedClause(row, list(others.values()), place(row.anchor, by_name=by_name)))
    return [shared for shared in found if shared.echoes]


def _words(row: CharterClause) -> str:
    return searchable(row.wording)


def _read(_: str) -> Mapping[str, list[Echo]]:
    """The clauses of every public charter, by their words."""
    pages = {page.pk: page for page in unrestricted(CharterPage.objects.all()).only("slug", "title", "url_path")}
    echoes: dict[str, list[Echo]] = defaultdict(list)
    rows = CharterClause.objects.filter(page__in=pages).order_by("page__title", "page", "sort_order")
    for pk, clauses in groupby(rows, key=lambda row: row.page_id):
        page, own = pages[pk], list(clauses)
        by_name = is_long(own, ROOM)
        for row in own if page.url else ():
            echoes[_words(row)].append(Echo(pk, page.title, page.url + place(row.anchor, by_name=by_name)))
    return echoes


_echoes = PerVersion(_read)
