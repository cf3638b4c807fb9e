"""What the home page shows of the library, counted when it is asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from cms.taxonomy.models import Theme
from cms.territories.map import Dot, dots
from cms.territories.models import LocalAuthority
from search.authorities import ABROAD, area, area_rank
from search.engines import Selection
from search.facets import KIND
from search.figures import facet_counts, latest, total
from search.results import Result

FICHES: Selection = {KIND: ["fiche"]}
CHARTERS: Selection = {KIND: ["charte"]}
LATEST = 5


class CountedTheme(NamedTuple):
    theme: Theme
    fiches: int


class Territory(NamedTuple):
    """Authorities of a région that have at least one fiche; « Hors de France » last."""

    name: str
    authorities: Sequence[LocalAuthority]


@dataclass(frozen=True)
class LibraryFigures:
    fiches: int
    charters: int
    themes: Sequence[CountedTheme]
    authority_count: int
    territories: Sequence[Territory]
    dots: Sequence[Dot]
    latest: Sequence[Result]

    @property
    def region_count(self) -> int:
        return sum(territory.name != ABROAD for territory in self.territories)


def library_figures(version: str) -> LibraryFigures:
    """Of this version of the public content."""
    by_theme = facet_counts("theme", FICHES, version)
    authorities = documented_authorities(facet_counts("collectivite", FICHES, version))
    return LibraryFigures(
        fiches=total(FICHES, version),
        charters=total(CHARTERS, version),
        themes=[CountedTheme(theme, by_theme.get(theme.slug, 0)) for theme in Theme.objects.active()],
        authority_count=len(authorities),
        territories=by_region(authorities),
        dots=dots(authorities),
        latest=latest(FICHES, LATEST, version),
    )


def documented_authorities(slugs: Iterable[str]) -> list[LocalAuthority]:
    return list(LocalAuthority.objects.filter(slug__in=slugs).select_related("region"))


def by_region(authorities: Iterable[LocalAuthority]) -> list[Territory]:
    return [Territory(name, list(members)) for name, members in groupby(sorted(authorities, key=area_rank), area)]
