"""What a figure of the synthesis says. A gap is a row of its own, never a nought."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import number_format

from concertation_pages.synthesis.keys import FigureKey
from search.kinds import Noun

if TYPE_CHECKING:
    from concertation_pages.models import CampaignFigure

NOT_GIVEN = "Non renseigné"


@dataclass(frozen=True)
class Row:
    """One answer. `number` is None where nothing may be counted; `said` is what is written then, and otherwise too."""

    label: str
    number: int | None
    said: str
    slug: str = ""
    url: str = ""
    """Of the list that the number counts, when there is one."""
    is_gap: bool = False


@dataclass(frozen=True)
class Figure:
    """`answers` are counted over `total` things, of which `known` say something: all of them if it is None."""

    key: FigureKey
    definition: str
    noun: Noun
    """The things that are counted."""
    total: int
    answers: Sequence[Row]
    known: int | None = None
    coverage: str = ""
    """How much is known, in words."""
    gap_label: str = NOT_GIVEN
    gap_slug: str = ""
    gap_url: str = ""
    quotes: Sequence["CampaignFigure"] = ()
    """What sources say of the same thing; never added to what is counted here."""

    @property
    def title(self) -> str:
        return str(self.key.label)

    @property
    def file(self) -> str:
        return f"{self.key.value}.csv"

    @property
    def unknown(self) -> int:
        return 0 if self.known is None else self.total - self.known

    @property
    def rows(self) -> Sequence[Row]:
        """The answers, then the gap, if any."""
        if not self.unknown:
            return self.answers
        gap = counted(self.gap_label, self.unknown, self.gap_slug, self.gap_url, is_gap=True)
        return [*self.answers, gap]

    @property
    def is_drawn(self) -> bool:
        """Without any number there is nothing to draw: the coverage says so, once for all the rows."""
        return bool(self.total and self.answers) and any(row.number is not None for row in self.rows)

    @property
    def is_whole(self) -> bool:
        """Whether each thing stands in one row only, so that the rows add up to the total."""
        return self._sum == self.total

    @property
    def is_multiple(self) -> bool:
        """Whether some things stand in several rows."""
        return self._sum > self.total

    @property
    def _sum(self) -> int:
        return sum(row.number or 0 for row in self.rows)

    def share(self, row: Row) -> float:
        """Its part of the total, in per cent."""
        return 100 * (row.number or 0) / self.total if self.total else 0.0


def counted(label: str, number: int, slug: str = "", url: str = "", *, is_gap: bool = False) -> Row:
    return Row(label, number, number_format(number, force_grouping=True), slug, url, is_gap)


def coverage(noun: Noun, known: int, total: int, gap: str = NOT_GIVEN) -> str:
    """« Connu pour 12 territoires sur 23. »"""
    if not total:
        return "Rien à compter à ce jour."
    if not known:
        return f"{gap} pour {_all_of(noun, total)}."
    if known == total:
        return f"Connu pour {_all_of(noun, total)}."
    return f"Connu pour {noun.counted(known)} sur {number_format(total, force_grouping=True)}."


def _all_of(noun: Noun, total: int) -> str:
    return f"les {noun.counted(total)}" if total > 1 else noun.counted(total)
