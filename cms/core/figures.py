"""Figures that somebody else gives, wherever they are quoted, and the figures that the site counts itself.

A layer above registers what it can count (`register_count`), and the figures that it shows otherwise than in the block
« Chiffre sourcé » or in rows of `QuotedFigureRow` (`register`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class QuotedFigure:
    """A figure as its source gives it; what the source does not say is empty."""

    amount: str
    label: str
    scope: str
    when: str
    """In words: « mars 2025 »."""
    iso: str
    """AAAA, AAAA-MM or AAAA-MM-JJ; empty for a period in words."""
    source_title: str
    source_url: str
    counted: str = ""
    """Key of the count of the site that speaks of the same thing."""


@dataclass(frozen=True)
class Count:
    """What the site counts in its own public content."""

    key: str
    """Kept with the figures quoted beside it: it never changes."""
    singular: str
    plural: str
    definition: str
    url: str
    """Of the list that is counted; empty when no list is of just that."""
    read: Callable[[str], int]
    """Told the version of the content."""


Contributor = Callable[[], Iterable[tuple[int, QuotedFigure]]]
"""Keys of pages, whether public or not, and the figures that each quotes."""

_contributors: list[Contributor] = []
_counts: dict[str, Count] = {}


def register(contributor: Contributor) -> None:
    if contributor not in _contributors:
        _contributors.append(contributor)


def contributed() -> Iterable[tuple[int, QuotedFigure]]:
    for contributor in _contributors:
        yield from contributor()


def register_count(count: Count) -> None:
    _counts[count.key] = count


def counts() -> Mapping[str, Count]:
    """In the order of registration."""
    return _counts


def count_choices() -> list[tuple[str, str]]:
    """What a quoted figure may be shown beside."""
    return [(count.key, count.plural) for count in _counts.values()]
