"""The page of the cross reading, below that of the charters."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.core.content_version import version_for
from cms.core.navigation import trail
from library_pages.cross_reading.asking import Asked, ask
from library_pages.cross_reading.export import FILES
from library_pages.cross_reading.matrix import NOT_RECORDED, Cell, Charter, Matrix, matrix
from library_pages.cross_reading.reading import BELOW
from search.principles import PublicAxis, PublicPrinciple

if TYPE_CHECKING:
    from library_pages.models import CharterIndexPage

TITLE = "Lecture croisée des chartes"


@dataclass(frozen=True)
class Line:
    """`covering`: how many of all the charters have a clause for it."""

    principle: PublicPrinciple
    cells: Sequence[Cell]
    covering: int

    @property
    def is_unread(self) -> bool:
        """Whether nothing may be said of any of the texts, which is then said once."""
        return len(self.cells) > 1 and all(cell.gap == NOT_RECORDED for cell in self.cells)


@dataclass(frozen=True)
class Part:
    axis: PublicAxis
    lines: Sequence[Line]


def cross_reading(request: HttpRequest, index: "CharterIndexPage") -> HttpResponse:
    """`/chartes/lecture-croisee/?charte=…&q=…&page=…`."""
    whole = matrix(version_for(request))
    path = f"{index.get_url(request)}{BELOW}/"
    asked = ask(request, path, whole)
    context = {
        "title": TITLE,
        "above": trail(request, index)[1:],
        "path": path,
        "matrix": whole,
        "manifesto_url": next((principle.axis.url.rsplit("/", 2)[0] + "/" for principle in whole.principles), ""),
        "asked": asked,
        "columns": [{"charter": charter, "remove_url": asked.without(charter)} for charter in asked.charters],
        "parts": parts(whole, asked.charters),
        **gaps(whole, asked),
        "files": [(form.upper(), f"{path}{name}") for form, name in FILES.items()],
        "part": shown_part(asked),
    }
    return render(request, "pages/library_pages/cross_reading_page.html", context)


def shown_part(asked: Asked) -> str:
    """What the page shows of the whole, for its title: the texts chosen, or which page of them."""
    if asked.chosen:
        return ", ".join(charter.title for charter in asked.charters)
    return f"Page {asked.pages.number}" if asked.pages.number > 1 else ""


def parts(whole: Matrix, charters: Sequence[Charter]) -> list[Part]:
    """The rows of the table, axis by axis."""
    lines = [
        Line(principle, [charter.cell(principle) for charter in charters], whole.covering(principle))
        for principle in whole.principles
    ]
    return [Part(axis, list(found)) for axis, found in groupby(lines, key=lambda line: line.principle.axis)]


def gaps(whole: Matrix, asked: Asked) -> dict[str, list[PublicPrinciple]]:
    """The principles of which the only charter asked for has no clause: `absent`, or `unread` when nobody looked."""
    cells = [(principle, asked.alone.cell(principle)) for principle in whole.principles] if asked.alone else []
    return {
        "absent": [principle for principle, cell in cells if cell.is_absent],
        "unread": [principle for principle, cell in cells if cell.gap and not cell.is_absent],
    }
