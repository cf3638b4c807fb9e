"""Rows that others cite by a code, « P-1 », given once and never again."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models
from wagtail.models import Page

from cms.core.models.rows import Row


class NumberedPage(models.Model):
    """A page that has such rows: it remembers the numbers given, those of rows that are gone included."""

    numbered = models.JSONField(default=dict, blank=True, editable=False)
    """Letter of a code to the last number given."""

    numbered_rows: str
    """Name of the relation to its `CodedRow`s."""

    class Meta:
        abstract = True

    def number_rows(self) -> None:
        """Give a code to the rows that have none. To be called before the page or a revision of it is kept."""
        page: Any = self
        rows: Sequence[CodedRow] = list(getattr(self, self.numbered_rows).all())
        numbered = _highest(self.numbered, _kept(page), *(row.numbered for row in rows))
        for row in rows:
            if not row.code and row.letter:
                numbered[row.letter] = numbered.get(row.letter, 0) + 1
                row.code = f"{row.letter}-{numbered[row.letter]}"
        self.numbered = numbered

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.number_rows()
        super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        self.number_rows()
        return super().save_revision(*args, **kwargs)  # type: ignore[misc]  # of the page it is mixed into


class CodedRow(Row):
    """A row with a code: a letter, a dash, a number."""

    code: Any

    class Meta(Row.Meta):
        abstract = True

    def __str__(self) -> str:
        return str(self.code)

    @property
    def letter(self) -> str:
        """What its code begins with; empty while it is not known."""
        raise NotImplementedError

    @property
    def anchor(self) -> str:
        """Last part of its address: « P-1 » is at `#p-1`."""
        return str(self.code).lower()

    @property
    def numbered(self) -> dict[str, int]:
        """Its letter and its number, once it has them."""
        letter, _, number = str(self.code).partition("-")
        return {letter: int(number)} if number else {}


def _kept(page: Page) -> Mapping[str, int]:
    """What the database remembers: an older revision that is taken up again knows fewer numbers."""
    known: Mapping[str, int] | None = (
        type(page)._default_manager.filter(pk=page.pk).values_list("numbered", flat=True).first() if page.pk else None
    )
    return known or {}


def _highest(*given: Mapping[str, int]) -> dict[str, int]:
    highest: dict[str, int] = {}
    for numbers in given:
        for letter, number in numbers.items():
            highest[letter] = max(highest.get(letter, 0), number)
    return highest
