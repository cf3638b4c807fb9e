"""What the home page shows of the library, counted when it is asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cms.taxonomy.models import Theme
from cms.territories.map import Dot, dots
from cms.territories.models import LocalAuthority
from search.engines import Selection
from search.facets import KIND
from search.figures import facet_counts

FICHES: Selection = {KIND: ["fiche"]}


class CountedTheme(NamedTuple):
    theme: Theme
    fiches: int


@dataclass(frozen=True)
class LibraryFigures:
    themes: Sequence[CountedTheme]
    """Empty when the library is."""
    dots: Sequence[Dot]


def library_figures(version: str) -> LibraryFigures:
    """Of this version of the public content."""
    by_theme = facet_counts("theme", FICHES, version)
    return LibraryFigures(
        themes=[CountedTheme(theme, by_theme.get(theme.slug, 0)) for theme in Theme.objects.active()]
        if by_theme
        else [],
        dots=dots(documented_authorities(facet_counts("collectivite", FICHES, version))),
    )


def documented_authorities(slugs: Iterable[str]) -> list[LocalAuthority]:
    return list(LocalAuthority.objects.filter(slug__in=slugs).select_related("region"))
