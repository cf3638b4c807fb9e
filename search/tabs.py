"""The kinds of content that a list mixes, each with its count and the list limited to it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from search.asking import Asked
from search.facets import KIND
from search.kinds import KINDS, Noun


class Tab(NamedTuple):
    label: str
    number: int
    url: str
    current: bool


def tabs(asked: Asked, counts: Mapping[str, int]) -> list[Tab]:
    """« Tout » and one tab for each kind that has results or is chosen; none when there is no choice to make.

    `counts`: kind to number of results, whatever kind is chosen.
    """
    chosen = list(asked.query.selected.get(KIND, ()))
    kinds = [kind for kind in KINDS if kind in counts or kind in chosen]
    if len(asked.query.base.get(KIND, KINDS)) == 1 or (len(kinds) < 2 and not chosen):
        return []
    whole = Tab("Tout", sum(counts.values()), str(asked.address.excluding(KIND)), not chosen)
    return [whole, *(_tab(asked, kind, counts.get(kind, 0), chosen == [kind]) for kind in kinds)]


def listed_kinds(asked: Asked, counts: Mapping[str, int]) -> list[str]:
    """The kinds that are really in the list; when nothing is found, those that could have been."""
    allowed = asked.query.selected.get(KIND) or asked.query.base.get(KIND) or list(KINDS)
    return [kind for kind in allowed if kind in counts] or list(allowed)


def noun_for(kinds: Sequence[str], mixed: Noun) -> Noun:
    """The name of what is listed: that of its kind when there is only one."""
    return KINDS[kinds[0]].noun if len(kinds) == 1 else mixed


def _tab(asked: Asked, kind: str, number: int, current: bool) -> Tab:
    url = str(asked.address_with({**asked.query.selected, KIND: [kind]}))
    return Tab(KINDS[kind].tab, number, url, current)
