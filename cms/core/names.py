"""Names as people type them: how the registers are searched."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, ClassVar, Self, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


def searchable(text: str) -> str:
    """Lower case, no accent, words separated by one space: how names are typed and compared."""
    decomposed = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(re.findall(r"[a-z0-9]+", bare.lower()))


def indexed(names: Iterable[str]) -> str:
    """« |ville de rennes|rennes|35238| »: each whole name stands between bars, which no typed word holds."""
    return "|".join(["", *filter(None, map(searchable, names)), ""])


class NamedQuerySet(models.QuerySet[M]):
    """Of a model whose `search_text` is its names and codes, `indexed` when it is saved."""

    ties: ClassVar[tuple[Any, ...]] = ("name",)
    """Order of the rows that a query names equally well."""

    def matching(self, query: str) -> Self:
        """Rows whose name, alias or code holds every typed word, whatever the accents and case.

        First those that are called so, then those of which a name begins so, then those with a word that begins so.
        """
        whole = searchable(query)
        if not whole:
            return self
        found = self
        for word in whole.split():
            found = found.filter(search_text__contains=word)
        nearest = [f"|{whole}|", f"|{whole}", f" {whole}"]
        rank = models.Case(
            *(models.When(search_text__contains=text, then=place) for place, text in enumerate(nearest)),
            default=len(nearest),
        )
        return found.order_by(rank, *self.ties)
