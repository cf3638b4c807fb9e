"""What a list sorted by distance shows beside its results: from where, and other places of that name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from cms.territories.models import LocalAuthority
from search.addresses import NEAR, SORT
from search.asking import Asked
from search.distances import in_words, kilometres
from search.engines.base import PROXIMITY
from search.models import SearchEntry
from search.nearby import NearField, placed_name, proposed


class Choice(NamedTuple):
    label: str
    url: str


@dataclass(frozen=True)
class Near:
    """`typed` is what the field holds; `name` the place that was understood, empty when there is none."""

    typed: str
    name: str
    others: Sequence[Choice]


def near(asked: Asked) -> Near | None:
    """None when another order is asked for."""
    if asked.form.cleaned_data[SORT] != PROXIMITY:
        return None
    typed, found = asked.form[NEAR].data or "", asked.near
    if found and typed == found.slug:
        return Near(placed_name(found), placed_name(found), ())
    meant = cast(NearField, asked.form.fields[NEAR]).homonyms if found else proposed(typed)
    others = [Choice(placed_name(other), _address_from(asked, other)) for other in meant]
    return Near(typed, placed_name(found) if found else "", others)


def distance(asked: Asked, entry: SearchEntry) -> float | None:
    """Kilometres, straight line, one decimal; None when nothing is sorted from a place or the entry has none."""
    here = asked.query.near
    if here is None or entry.latitude is None or entry.longitude is None:
        return None
    return round(kilometres(here, (entry.latitude, entry.longitude)), 1)


def distance_in_words(asked: Asked, entry: SearchEntry) -> str:
    """Empty when nothing is sorted from a place."""
    return in_words(distance(asked, entry)) if asked.query.near else ""


def _address_from(asked: Asked, authority: LocalAuthority) -> str:
    """The same list, sorted from there."""
    return str(asked.address.excluding(SORT, NEAR).adding((SORT, PROXIMITY), (NEAR, authority.slug)))
