"""The rows of a page that may have hundreds of them, some at a time: the page keeps its size, each row an address.

While all the rows hold in the room that the rest of the page leaves them, they are shown together. Otherwise they go
by pages, in their order, and each is asked by name, `?passage=c-45#c-45`, whatever page it is on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from django.http import HttpRequest
from django.utils.http import urlencode

from cms.core.pagination import PageView, asked_page, page_view

PAGE, PASSAGE = "page", "passage"
"""Parameters: the number of a page of rows, or the anchor of a row that it holds."""
WHOLE = "tout"
"""Value of `page` that shows every row, for paper."""
TURNING, ALONE = 24, 120
"""Elements of the links that turn the pages; those that the rows gain beyond the first, where they are alone."""


class Weighed(Protocol):
    """A row as it is shown; `weight` is how many elements its template makes of it, at most."""

    @property
    def anchor(self) -> str: ...

    @property
    def weight(self) -> int: ...


Shown = TypeVar("Shown", bound=Weighed)


@dataclass(frozen=True)
class RowPage(Generic[Shown]):
    """The rows to show, of `total`. `by_name` when the address of a row asks for it by name (see `place`): it is the
    same whatever a filter shows. `whole_url` shows all of them when others are left to other pages; `canonical` is the
    one address of what is shown: a filtered list has that of the page.
    """

    rows: Sequence[Shown]
    total: int
    by_name: bool
    view: PageView
    whole_url: str
    canonical: str

    @property
    def is_first(self) -> bool:
        """The rest of the page is shown beside these rows only."""
        return self.view.number == 1

    @property
    def is_alone(self) -> bool:
        """Whether every row is shown."""
        return self.view.count == 1

    @property
    def title(self) -> str:
        """Before that of the page, for the title of the document."""
        return "" if self.is_first else f"Page {self.view.number}"


def is_long(rows: Sequence[Weighed], room: int) -> bool:
    """Whether the rows go by pages."""
    return sum(row.weight for row in rows) > room


def place(anchor: str, *, by_name: bool) -> str:
    """What follows the address of the page in that of a row; `by_name` when its rows go by pages."""
    return f"?{PASSAGE}={anchor}#{anchor}" if by_name else f"#{anchor}"


def row_page(
    request: HttpRequest,
    rows: Sequence[Shown],
    room: int,
    kept: Mapping[str, Any] | None = None,
    every: Sequence[Weighed] | None = None,
) -> RowPage[Shown]:
    """`kept` are the other parameters of its pages; `every`, the rows of which a filter leaves `rows`. A preview shows
    every row. Raises Http404 for an unknown page.
    """
    address, numbers = _Address(request.path, kept or {}), _numbers(rows, room)
    count, path = numbers[-1] if numbers else 1, request.path
    by_name = is_long(rows if every is None else every, room)
    if request.GET.get(PAGE) == WHOLE or getattr(request, "is_preview", False):
        return RowPage(rows, len(rows), by_name, page_view(address, 1, 1), "", path)
    number = _named(request, rows, numbers) or asked_page(request, count)
    shown = [row for row, its_page in zip(rows, numbers, strict=True) if its_page == number]
    whole_url, canonical = address(WHOLE) if count > 1 else "", path if kept else address(number)
    return RowPage(shown, len(rows), by_name, page_view(address, number, count), whole_url, canonical)


@dataclass(frozen=True)
class _Address:
    path: str
    kept: Mapping[str, Any]

    def __call__(self, number: int | str) -> str:
        asked = {**self.kept, **({} if number == 1 else {PAGE: str(number)})}
        return f"{self.path}?{urlencode(asked, doseq=True)}" if asked else self.path


def _numbers(rows: Sequence[Weighed], room: int) -> list[int]:
    """Page of each row: as many as fit, one at least."""
    numbers: list[int] = []
    number, left = 1, room - TURNING if is_long(rows, room) else room
    for row in rows:
        if row.weight > left and number in numbers[-1:]:
            number, left = number + 1, room - TURNING + ALONE
        left -= row.weight
        numbers.append(number)
    return numbers


def _named(request: HttpRequest, rows: Sequence[Weighed], numbers: Sequence[int]) -> int | None:
    """Page of the row that is asked by name; None without any of that name."""
    asked = request.GET.get(PASSAGE)
    return next((number for row, number in zip(rows, numbers, strict=True) if row.anchor == asked), None)
