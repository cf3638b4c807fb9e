"""The collectivité that distances are counted from, as it is typed or as an address names it."""

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
    """A slug, a code or a whole name of the register; of homonyms, the most populated. None when nothing is typed."""

    def __init__(self) -> None:
        super().__init__(required=False, label="Près de")

    def to_python(self, value: Any) -> LocalAuthority | None:
        typed = " ".join((value or "").replace("\0", " ").split())[:LONGEST]
        if not typed:
            return None
        named = Q(slug=typed) | Q(search_text__contains=f"|{searchable(typed)}|")
        rows = LocalAuthority.objects.filter(named).select_related("department", "region")
        found = sorted(rows, key=lambda row: (row.slug != typed, -(row.population or 0), row.slug))
        if not found:
            raise ValidationError(f"Près de : collectivité inconnue («\u00a0{typed[:MAX_SHOWN]}\u00a0»).")
        placed = [row for row in found if row.coordinates]
        if not placed:
            raise ValidationError(f"Près de : le registre ne dit pas où est {found[0].name}.")
        return placed[0]


def proposed(typed: str, but: LocalAuthority | None = None) -> list[LocalAuthority]:
    """Collectivités that those words may have meant, `but` the one that was understood."""
    words = " ".join(typed.replace("\0", " ").split())[:LONGEST]
    if not searchable(words):
        return []
    placed = LocalAuthority.objects.matching(words).filter(latitude__isnull=False, longitude__isnull=False)
    return [row for row in placed.select_related("department", "region")[: PROPOSED + 1] if row != but][:PROPOSED]
