"""The clauses that other charters have word for word."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from cms.core.names import searchable
from cms.core.public_tree import unrestricted
from library_pages.models import CharterClause, CharterPage
from search.version import PerVersion


class Echo(NamedTuple):
    """The clause of another charter, at its own address."""

    page: int
    title: str
    url: str


class SharedClause(NamedTuple):
    """A clause, and those of other charters that say the same in the same words, case and accents aside."""

    row: Any
    echoes: Sequence[Echo]


def shared_clauses(charter: CharterPage, version: str) -> list[SharedClause]:
    """Those of a charter, in its order; a clause that no other charter has is left out."""
    known = _echoes.get(version)
    found = []
    for row in charter.clauses.all():
        others = {echo.page: echo for echo in known.get(_words(row), ()) if echo.page != charter.pk}
        found.append(SharedClause(row, list(others.values())))
    return [shared for shared in found if shared.echoes]


def _words(row: CharterClause) -> str:
    return searchable(row.wording)


def _read(_: str) -> Mapping[str, list[Echo]]:
    """The clauses of every public charter, by their words."""
    pages = {page.pk: page for page in unrestricted(CharterPage.objects.all()).only("slug", "title", "url_path")}
    echoes: dict[str, list[Echo]] = defaultdict(list)
    for row in CharterClause.objects.filter(page__in=pages).order_by("page__title", "sort_order"):
        page = pages[row.page_id]
        if page.url:
            echoes[_words(row)].append(Echo(page.pk, page.title, f"{page.url}#{row.anchor}"))
    return echoes


_echoes = PerVersion(_read)
