"""The picture of a figure: bars, or one bar in several parts when its rows share a whole.

Widths are parts of the width of the page and heights are in `em`, so that texts are never stretched: they have the size
of those of the page. Each row has its number in full and a pattern of its own where colours touch.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from concertation_pages.synthesis.figures import Figure, Row
from concertation_pages.synthesis.keys import FigureKey

STACKED = frozenset(
    {FigureKey.STATES, FigureKey.PERIMETERS, FigureKey.PARTICIPANTS, FigureKey.HOURS, FigureKey.FOLLOW_UP}
)
"""Figures of which a thing stands in one row only."""
LONGEST_LINE = 30
"""Characters of a line of a label, on the narrowest screen and with its letters spaced."""
ROOM = 7
"""Characters of a number after the longest line."""
LINE, BAR, GAP = 1.35, 0.8, 0.9
"""Heights of a line of text, of a bar, and of what separates two rows."""
STACK, SWATCH, INDENT = 2.5, 1.1, 1.7
MOTIFS = ("plein", "raies", "points", "brique", "croix", "sable")
"""Of the parts of a bar, in their order: `chart.css` draws them."""
UNKNOWN, GROUND = "inconnu", "fond"
LINED = {"raies", "points", "croix", UNKNOWN}


@dataclass(frozen=True)
class Rect:
    x: str
    y: str
    width: str
    height: str
    motif: str
    line: "Line | None" = None


@dataclass(frozen=True)
class Line:
    """Through the middle of a rectangle: dashed, it makes its motif."""

    end: str
    y: str


@dataclass(frozen=True)
class Text:
    x: str
    y: str
    text: str
    role: str = "label"
    """`number` and `words end` stand at the end of a line; `words` are what is said for want of a number."""


@dataclass(frozen=True)
class Chart:
    """`description` says in words all that is drawn."""

    height: str
    rects: Sequence[Rect]
    texts: Sequence[Text]
    description: str


def draw(figure: Figure) -> Chart:
    is_stack = figure.key in STACKED and figure.is_whole
    pen = _stack(figure) if is_stack else _bars(figure)
    return Chart(_em(pen.y), pen.rects, pen.texts, describe(figure))


def describe(figure: Figure) -> str:
    rows = " ; ".join(f"{row.label} : {row.said}" for row in figure.rows)
    return f"Sur {figure.noun.counted(figure.total)}. {rows}."


class _Pen:
    """What is drawn so far, and how low."""

    def __init__(self) -> None:
        self.y = 0.0
        self.rects: list[Rect] = []
        self.texts: list[Text] = []

    def rect(self, start: float, width: float, height: float, motif: str) -> None:
        self._add(f"{start:.2f}%", f"{width:.2f}%", f"{start + width:.2f}%", height, motif)

    def swatch(self, motif: str) -> None:
        """A sample of a motif, before the words that it stands for."""
        self._add("0", _em(SWATCH), _em(SWATCH), SWATCH, motif)

    def _add(self, start: str, width: str, end: str, height: float, motif: str) -> None:
        line = Line(end, _em(self.y + height / 2)) if motif in LINED else None
        self.rects.append(Rect(start, _em(self.y), width, _em(height), motif, line))

    def label(self, row: Row, indent: float = 0.0) -> None:
        """The words of a row, then what is said of it: at the end of the last line if there is room."""
        line = ""
        for line in textwrap.wrap(row.label, LONGEST_LINE):
            self._write(_em(indent), line)
        if len(line) + len(row.said) <= LONGEST_LINE + ROOM:
            self.y -= LINE
            self._write("100%", row.said, "words end" if row.number is None else "number")
        else:
            self._write(_em(indent), row.said, "words")

    def _write(self, x: str, text: str, role: str = "label") -> None:
        self.texts.append(Text(x, _em(self.y + 1), text, role))
        self.y += LINE


def _bars(figure: Figure) -> _Pen:
    pen = _Pen()
    for row in figure.rows:
        pen.label(row)
        if row.number is not None:
            pen.rect(0, 100, BAR, GROUND)
            pen.rect(0, figure.share(row), BAR, UNKNOWN if row.is_gap else MOTIFS[0])
            pen.y += BAR
        pen.y += GAP
    return pen


def _stack(figure: Figure) -> _Pen:
    pen = _Pen()
    start = 0.0
    for row, motif in _motifs(figure):
        if row.number:
            pen.rect(start, figure.share(row), STACK, motif)
            start += figure.share(row)
    pen.y += STACK + GAP
    for row, motif in _motifs(figure):
        pen.swatch(motif)
        pen.label(row, INDENT)
        pen.y += LINE / 3
    return pen


def _motifs(figure: Figure) -> Iterator[tuple[Row, str]]:
    for rank, row in enumerate(figure.rows):
        yield row, UNKNOWN if row.is_gap else MOTIFS[rank % len(MOTIFS)]


def _em(height: float) -> str:
    return f"{height:.2f}em"
