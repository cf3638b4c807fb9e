"""What importing a file would do: nothing is written while one row is wrong."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar

from cms.core.csv_cells import FORMULA_STARTS, csv_cell
from cms.members.models import User

Cells = Mapping[str, str]
"""Column to text, for one row."""


class CellError(ValueError):
    """`column` is wrong for the reason that `message` says, in French."""

    def __init__(self, column: str, message: str) -> None:
        self.column, self.message = column, message
        super().__init__(message)


@dataclass(frozen=True)
class Problem:
    """`line` as a spreadsheet counts, the header being the first."""

    line: int
    column: str
    message: str


@dataclass(frozen=True)
class Difference:
    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """What a row creates or changes; without difference, nothing."""

    line: int
    key: str
    is_new: bool
    differences: Sequence[Difference] = ()


@dataclass
class Plan:
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unchanged: int = 0

    @property
    def created(self) -> int:
        return sum(change.is_new for change in self.changes)

    @property
    def modified(self) -> int:
        return len(self.changes) - self.created


class Dataset:
    """One kind of file. `columns` maps each header to what it holds; `keys` are those without which nothing is read."""

    slug: ClassVar[str]
    label: ClassVar[str]
    columns: ClassVar[Mapping[str, str]]
    keys: ClassVar[Sequence[str]]

    def rows(self) -> Iterator[dict[str, str]]:
        """The rows of the export."""
        raise NotImplementedError

    def plan(self, rows: Sequence[Cells], user: User) -> Plan:
        """What this file would do, without doing it."""
        return self.work(rows, user).plan

    def work(self, rows: Sequence[Cells], user: User) -> "Work":
        raise NotImplementedError

    def wrong_columns(self, found: Iterable[str]) -> list[Problem]:
        known = set(found)
        missing = [Problem(1, key, "Cette colonne manque.") for key in self.keys if key not in known]
        unknown = [Problem(1, name, "Cette colonne n’est pas attendue.") for name in found if name not in self.columns]
        return missing + unknown


class Work:
    """Reads every row, keeps what it would write; `write` writes it."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.plan = Plan()

    def read(self, rows: Sequence[Cells]) -> "Work":
        for line, cells in enumerate(rows, start=2):
            with self.noting(line):
                self.read_row(line, cells)
        return self

    @contextmanager
    def noting(self, line: int) -> Iterator[None]:
        """What is wrong here is one more problem, and the row goes on."""
        try:
            yield
        except CellError as error:
            self.plan.problems.append(Problem(line, error.column, error.message))

    def put_cells(
        self, line: int, holder: Any, columns: Mapping[str, str], before: Cells, cells: Cells
    ) -> "list[Difference]":
        """Write in memory each cell that differs; each wrong one is named."""
        found = []
        for column, text in cells.items():
            if column in columns and not same(before.get(column, ""), text):
                with self.noting(line):
                    self.put(holder, column, cleaned(text))
                    found.append(Difference(column, before.get(column, ""), cleaned(text)))
        return found

    def put(self, holder: Any, column: str, text: str) -> None:
        raise NotImplementedError

    def read_row(self, line: int, cells: Cells) -> None:
        raise NotImplementedError

    def write(self) -> None:
        raise NotImplementedError

    def note(self, line: int, key: str, *, is_new: bool, differences: Sequence[Difference] = ()) -> None:
        if is_new or differences:
            self.plan.changes.append(Change(line, key, is_new, differences))
        else:
            self.plan.unchanged += 1


def same(exported: str, typed: str) -> bool:
    """Whether a cell holds what the export wrote there."""
    return cleaned(str(csv_cell(exported))) == cleaned(typed)


def cleaned(text: str) -> str:
    """A cell without what spreadsheets and our own export add to it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return lines[1:] if lines.startswith("'") and lines[1:].startswith(FORMULA_STARTS) else lines
