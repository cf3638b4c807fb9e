"""« Des collectivités comme la mienne »: fiches ranked by how much their collectivité resembles a given one, and why.

The fewer points, the closer:

* **type**: 0 for the same; 1 + (rungs)² between two intercommunalités with taxing powers, on the ladder that the law
  builds by population (`LADDER`); 2 within the same group otherwise; 4 for another group. One rung apart resembles
  more than another group, two rungs apart less: a métropole and a communauté de communes share little but a word.
* **population**: one point a bracket between them (`cms.territories.population`), 3 when the other one's is unknown.

The same type always comes first, whatever the population. Among equals: a shared theme, then shared means (what both
fiches say of them), then the most recent. A fiche is left out when its collectivité is of another group and more than
one bracket away, and when it is about the very collectivité that asks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyroaring import BitMap

from cms.territories.models import LocalAuthority
from cms.territories.population import POPULATION, bracket_slugs

if TYPE_CHECKING:
    from search.engines.bitmaps import Bitmaps, Order

AUTHORITY, TYPE, BRACKET, THEME, MEANS = "collectivite", "type-collectivite", "population", "theme", "moyens"
"""Facets that are compared."""
LADDER = {
    "communaute-de-communes": 0,
    "communaute-d-agglomeration": 1,
    "communaute-urbaine": 2,
    "metropole": 3,
    "metropole-de-lyon": 3,
}
"""Slug of a type to its rung. The law asks for more inhabitants at each: 15 000, 50 000, 250 000, 400 000 (CGCT,
L. 5210-1-1, L. 5216-1, L. 5215-1, L. 5217-1)."""
SAME_GROUP, OTHER_GROUP, UNKNOWN_POPULATION = 2, 4, 3
NEAR = 1
"""Brackets between two populations that are still close."""


@dataclass(frozen=True)
class Profile:
    """What is compared: slugs of a collectivité and, when one comes from a fiche, what that fiche says.

    `bracket` is empty when the population is unknown: only types are compared.
    """

    authority: str
    type: str
    group: str
    bracket: str
    themes: Sequence[str] = ()
    means: Sequence[str] = ()


def profile_of(authority: LocalAuthority, facets: Mapping[str, Sequence[str]] | None = None) -> Profile:
    """`facets` are those of the fiche that one comes from."""
    said = facets or {}
    return Profile(
        authority=authority.slug,
        type=authority.authority_type.slug,
        group=authority.authority_type.group,
        bracket="".join(bracket_slugs(authority.population)),
        themes=tuple(said.get(THEME, ())),
        means=tuple(said.get(MEANS, ())),
    )


def comparable(sets: Bitmaps, profile: Profile) -> BitMap:
    """The entries that may be compared: same group or close population, never about that collectivité itself."""
    near = [step.slug for step in POPULATION.steps if _apart(profile, step.slug) in range(NEAR + 1)]
    alike = sets.union(TYPE, [profile.type, profile.group]) | sets.union(BRACKET, near)
    return alike - sets.union(AUTHORITY, [profile.authority])


def ranked(sets: Bitmaps, profile: Profile, found: BitMap, recent: Order) -> Iterator[int]:
    """These entries, the closest first."""
    cells: dict[tuple[bool, int], BitMap] = defaultdict(BitMap)
    for kind, of_kind in _by_type(sets, profile, found):
        for size, cell in _by_population(sets, profile, of_kind):
            cells[kind > 0, kind + size] |= cell
    theme, means = sets.union(THEME, profile.themes), sets.union(MEANS, profile.means)
    for _, cell in sorted(cells.items()):
        for about in (cell & theme, cell - theme):
            for part in (about & means, about - means):
                yield from recent.sorted(part)


def reasons(profile: Profile, facets: Mapping[str, Sequence[str]], label: Callable[[str, str], str]) -> list[str]:
    """Why a fiche with these facets is shown, in words. `label` names the value of a facet."""

    def said(reason: str, parameter: str, values: Sequence[str]) -> list[str]:
        names = ", ".join(_inside(label(parameter, value)) for value in values)
        return [f"{reason}\u00a0: {names}"] if names else []

    types, brackets = facets.get(TYPE, ()), facets.get(BRACKET, ())
    same_type = [value for value in types if value == profile.type]
    same_group = [value for value in types if value == profile.group and not same_type]
    same_size = [value for value in brackets if value == profile.bracket]
    close = [value for value in brackets if _apart(profile, value) == NEAR and not same_size]
    return [
        *said("Même type", TYPE, same_type),
        *said("Même famille", TYPE, same_group),
        *said("Population voisine", BRACKET, same_size),
        *said("Population proche", BRACKET, close),
        *([] if brackets else ["Population non communiquée"]),
        *said("Même thématique", THEME, [value for value in facets.get(THEME, ()) if value in profile.themes]),
        *said("Moyens voisins", MEANS, [value for value in facets.get(MEANS, ()) if value in profile.means]),
    ]


def _by_type(sets: Bitmaps, profile: Profile, left: BitMap) -> Iterator[tuple[int, BitMap]]:
    rung = LADDER.get(profile.type)
    classes = [(0, profile.type)]
    if rung is not None:
        classes += [(1 + (rung - other) ** 2, slug) for slug, other in LADDER.items() if slug != profile.type]
    for points, slug in (*classes, (SAME_GROUP, profile.group)):
        part = left & sets.union(TYPE, [slug])
        left = left - part
        yield points, part
    yield OTHER_GROUP, left


def _by_population(sets: Bitmaps, profile: Profile, left: BitMap) -> Iterator[tuple[int, BitMap]]:
    for step in POPULATION.steps if profile.bracket else ():
        part = left & sets.union(BRACKET, [step.slug])
        left = left - part
        yield _apart(profile, step.slug) or 0, part
    yield UNKNOWN_POPULATION if profile.bracket else 0, left


def _apart(profile: Profile, bracket: str) -> int | None:
    """Brackets between the two populations; None when one is unknown."""
    one, other = POPULATION.rank(profile.bracket), POPULATION.rank(bracket)
    return None if one is None or other is None else abs(one - other)


def _inside(label: str) -> str:
    """A label inside a sentence."""
    return label[:1].lower() + label[1:]
