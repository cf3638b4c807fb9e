"""The collectivité that distances are counted from, as it is typed or as an address names it."""

from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from cms.core.names import searchable
from cms.territories.models import LocalAuthority

LONGEST = 150
MAX_SHOWN = 60
"""Characters of an unknown value repeated to the visitor."""
PROPOSED = 5
"""Collectivités proposed when a name is not enough."""


class NearField(forms.Field):
    """A slug, a code or a whole name of the register, followed or not by its place. None when nothing is typed.

    Of homonyms, the one of that place, or else the most populated.
    """

    def __init__(self) -> None:
        super().__init__(required=False, label="Près de")
        self.homonyms: list[LocalAuthority] = []
        """Others that the same words name, once the field is read."""

    def to_python(self, value: Any) -> LocalAuthority | None:
        typed = " ".join((value or "").replace("\0", " ").split())[:LONGEST]
        if not typed:
            return None
        names = {f"|{searchable(name)}|" for name in (typed, typed.rpartition("(")[0])} - {"||"}
        named = reduce(or_, (Q(search_text__contains=name) for name in sorted(names)), Q(slug=typed))
        rows = LocalAuthority.objects.filter(named).select_related("department", "region")
        found = sorted(rows, key=lambda row: _rank(row, typed))
        if not found:
            raise ValidationError(f"Près de : collectivité inconnue («\u00a0{typed[:MAX_SHOWN]}\u00a0»).")
        placed = [row for row in found if row.coordinates]
        if not placed:
            raise ValidationError(f"Près de : le registre ne dit pas où est {found[0].name}.")
        self.homonyms = placed[1 : PROPOSED + 1]
        return placed[0]


def placed_name(authority: LocalAuthority) -> str:
    """« Saint-Denis (Seine-Saint-Denis, Île-de-France) »: what tells it from its homonyms."""
    return f"{authority.name} ({authority.place})" if authority.place else authority.name


def _rank(authority: LocalAuthority, typed: str) -> tuple[bool, bool, int, str]:
    is_named = searchable(placed_name(authority)) == searchable(typed)
    return authority.slug != typed, not is_named, -(authority.population or 0), authority.slug


def proposed(typed: str) -> list[LocalAuthority]:
    """Collectivités that those words may have meant, when they name none."""
    words = " ".join(typed.replace("\0", " ").split())[:LONGEST]
    if not searchable(words):
        return []
    placed = LocalAuthority.objects.matching(words).filter(latitude__isnull=False, longitude__isnull=False)
    return list(placed.select_related("department", "region")[:PROPOSED])
