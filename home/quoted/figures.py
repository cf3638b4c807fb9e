"""The figures of the site as a reader meets them: what the site counts, with what others said of the same thing."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from cms.core.figures import Count, QuotedFigure, counts
from cms.core.navigation import Crumb
from cms.core.per_version import PerVersion
from home.quoted.collecting import quoted_by_public_pages

BESIDE, PAGES = 2, 1
"""Figures shown in full beside a count, pages named after a figure: the file has all of them."""


@dataclass(frozen=True)
class Quoted:
    """A figure, and the pages of the site that quote it."""

    figure: QuotedFigure
    pages: Sequence[Crumb]

    @property
    def first_pages(self) -> Sequence[Crumb]:
        return self.pages[:PAGES]

    @property
    def more_pages(self) -> int:
        return len(self.pages[PAGES:])


@dataclass(frozen=True)
class Counted:
    """What the site counts today, and what sources said of it, the latest first."""

    count: Count
    today: int
    quoted: Sequence[Quoted] = ()

    @property
    def noun(self) -> str:
        return self.count.plural if self.today >= 2 else self.count.singular

    @property
    def latest(self) -> Sequence[Quoted]:
        return self.quoted[:BESIDE]

    @property
    def others(self) -> Sequence[Quoted]:
        """Said in one sentence: no value that differs is left out."""
        return self.quoted[BESIDE:]


@dataclass(frozen=True)
class Figures:
    counted: Sequence[Counted]
    others: Sequence[Quoted]
    """Those that the site cannot count; what measures the same thing stands together."""


def figures(version: str) -> Figures:
    """Of this version of the public content."""
    return _figures.get(version)


def counted_today(version: str) -> list[Counted]:
    """What the site has any of, without what others say of it."""
    found = [Counted(count, count.read(version)) for count in counts().values()]
    return [counted for counted in found if counted.today]


def _read(version: str) -> Figures:
    beside: dict[str, list[Quoted]] = defaultdict(list)
    for figure, pages in quoted_by_public_pages().items():
        beside[figure.counted if figure.counted in counts() else ""].append(Quoted(figure, pages))
    latest = {key: sorted(found, key=lambda quoted: quoted.figure.iso, reverse=True) for key, found in beside.items()}
    return Figures(
        counted=[Counted(count, count.read(version), latest.get(key, ())) for key, count in counts().items()],
        others=sorted(latest.get("", ()), key=lambda quoted: quoted.figure.label.casefold()),
    )


_figures = PerVersion(_read)
