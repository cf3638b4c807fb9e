"""The principles of the manifesto and the charters: what each charter says of each principle."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from cms.core.names import searchable
from cms.core.per_version import PerVersion
from cms.core.public_tree import unrestricted
from cms.core.row_pages import is_long, place
from library_pages.models import CharterAuthority, CharterClause, CharterPage
from library_pages.models.clauses import ROOM
from search.principles import PublicPrinciple, principles

ABSENT, NOT_RECORDED = "clause absente", "non relevée"


class ClauseLink(NamedTuple):
    """A clause at its own address, a path of this site."""

    code: str
    url: str


@dataclass(frozen=True)
class Cell:
    """`clauses` cover the principle; without any, `gap` says what may be said of it."""

    clauses: Sequence[ClauseLink]
    gap: str

    @property
    def is_absent(self) -> bool:
        return self.gap == ABSENT

    @property
    def said(self) -> str:
        return ", ".join(clause.code for clause in self.clauses) or self.gap


@dataclass(frozen=True)
class Charter:
    """A public charter; `clauses` of which some cover a principle, by the code of the principle.

    `compared_with`: codes of the principles that its whole text was searched for.
    """

    slug: str
    title: str
    url: str
    authorities: Sequence[str]
    full_text_recorded: bool
    compared_with: Collection[str]
    clauses: Mapping[str, Sequence[ClauseLink]]

    def cell(self, principle: PublicPrinciple) -> Cell:
        clauses = self.clauses.get(principle.code, ())
        return Cell(clauses, "" if clauses else self._gap(principle))

    def _gap(self, principle: PublicPrinciple) -> str:
        """A principle is absent from a text that is known in full and was searched for it, and from no other."""
        searched = self.full_text_recorded and principle.code in self.compared_with
        return ABSENT if searched else NOT_RECORDED

    @property
    def bearers(self) -> str:
        return ", ".join(self.authorities)

    def answers_to(self, words: Sequence[str]) -> bool:
        names = searchable(f"{self.bearers} {self.title}")
        return all(word in names for word in words)


@dataclass(frozen=True)
class Matrix:
    """Principles in the order of the manifesto, charters in that of their collectivités."""

    principles: Sequence[PublicPrinciple]
    charters: Sequence[Charter]

    @property
    def recorded(self) -> Sequence[Charter]:
        """Those whose full text is recorded."""
        return [charter for charter in self.charters if charter.full_text_recorded]

    @property
    def is_empty(self) -> bool:
        """Whether no clause has been read beside any principle yet."""
        return not any(charter.cell(principle).clauses for charter in self.charters for principle in self.principles)

    def covering(self, principle: PublicPrinciple) -> int:
        """How many charters have a clause for it. A charter that is known in part counts only for what it says."""
        return sum(principle.code in charter.clauses for charter in self.charters)

    def named(self, slugs: Sequence[str]) -> list[Charter]:
        """In the order of the slugs; unknown ones left out."""
        known = {charter.slug: charter for charter in self.charters}
        return [known[slug] for slug in slugs if slug in known]


def matrix(version: str) -> Matrix:
    """Of that version of the content; the same objects for all who ask."""
    return _matrices.get(version)


def _build(version: str) -> Matrix:
    shown = ("slug", "title", "url_path", "path", "full_text_recorded", "compared_with")
    pages = list(unrestricted(CharterPage.objects.all()).only(*shown))
    keys = [page.pk for page in pages]
    bearers, clauses = _bearers(keys), _clauses(keys)
    charters = [_charter(page, bearers[page.pk], clauses[page.pk]) for page in pages if page.url]
    return Matrix(list(principles(version).values()), sorted(charters, key=_rank))


def _charter(page: CharterPage, authorities: Sequence[str], rows: Sequence[CharterClause]) -> Charter:
    url, by_name = page.url, is_long(rows, ROOM)
    clauses: dict[str, list[ClauseLink]] = defaultdict(list)
    for row in rows:
        for principle in row.covered:
            clauses[principle].append(ClauseLink(row.code, f"{url}{place(row.anchor, by_name=by_name)}"))
    compared_with = page.compared_with.split()
    return Charter(page.slug, page.title, url, authorities, page.full_text_recorded, compared_with, dict(clauses))


def _rank(charter: Charter) -> tuple[bool, str, str]:
    return not charter.authorities, searchable(charter.bearers), searchable(charter.title)


def _bearers(pages: Sequence[int]) -> Mapping[int, list[str]]:
    rows = CharterAuthority.objects.filter(page__in=pages).order_by("sort_order", "pk")
    return _grouped(rows.values_list("page", "authority__name"))


def _clauses(pages: Sequence[int]) -> Mapping[int, list[CharterClause]]:
    """Without their words; all of them, which tell whether the page shows them at once."""
    rows = CharterClause.objects.filter(page__in=pages).order_by("sort_order", "pk").defer("text")
    return _grouped((row.page_id, row) for row in rows)


def _grouped(pairs: Any) -> Mapping[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value)
    return grouped


_matrices = PerVersion(_build)
