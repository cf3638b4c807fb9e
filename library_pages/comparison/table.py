"""The fiches side by side: what each answers, what they share, what none of them says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from library_pages.comparison.answers import PARTS, Answer


class Cell(NamedTuple):
    """`text` is empty when the fiche does not answer; `declined`: its authors said that they would not."""

    text: str
    declined: bool
    heading: str
    """Whose answer it is, in a word: repeated where a narrow screen puts the cells under one another."""


@dataclass(frozen=True)
class TableRow:
    label: str
    cells: Sequence[Cell]

    @property
    def same(self) -> bool:
        return len({cell.text for cell in self.cells}) == 1


@dataclass(frozen=True)
class TablePart:
    title: str
    rows: Sequence[TableRow]


@dataclass(frozen=True)
class Comparison:
    parts: Sequence[TablePart]
    unsaid: Sequence[str]
    """Labels of the answers that none of the fiches gives."""


def compare(pages: Sequence[Any]) -> Comparison:
    """Of at least two fiches, in their order."""
    headings = _headings(pages)
    unsaid: list[str] = []
    parts = []
    for part in PARTS:
        rows = [_row(answer, pages, headings) for answer in part.answers]
        said = [row for row in rows if any(cell.text for cell in row.cells)]
        unsaid += [row.label for row in rows if row not in said]
        if said:
            parts.append(TablePart(part.title, said))
    return Comparison(parts, unsaid)


def _row(answer: Answer, pages: Sequence[Any], headings: Sequence[str]) -> TableRow:
    return TableRow(answer.label, list(_cells(answer, pages, headings)))


def _cells(answer: Answer, pages: Sequence[Any], headings: Sequence[str]) -> Iterator[Cell]:
    for page, heading in zip(pages, headings, strict=True):
        declined = not set(answer.names).isdisjoint(page.not_disclosed)
        yield Cell(answer.read(page), declined, heading)


def _headings(pages: Sequence[Any]) -> list[str]:
    """The name of the bearing authority; the title where that would not tell the fiches apart."""
    names = [page.authority.name if page.authority else "" for page in pages]
    return [name if name and names.count(name) == 1 else page.title for name, page in zip(names, pages, strict=True)]
