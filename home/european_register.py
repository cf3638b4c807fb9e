"""What is counted of the European solutions in service, when it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cms.core.per_version import PerVersion
from cms.core.public_tree import unrestricted
from cms.territories.europe import OUTSIDE
from home.models.european_solutions import COUNTRY, EUROPEAN, IN_SERVICE, USED, EuropeanSolutionsPage
from search.engines import Selection
from search.facets import KIND
from search.figures import facet_counts, latest, total
from search.results import Result

SHOWN = 6
"""Solutions shown under the call; the list has them all."""


@dataclass(frozen=True)
class UsedSolution:
    """A solution, and the fiches where it is in service."""

    result: Result
    fiches: int
    authorities: int


@dataclass(frozen=True)
class EuropeanRegister:
    """`unknown`: in service too, but nobody said where their publisher is established; they are not listed."""

    listed: int
    elsewhere: int
    unknown: int
    solutions: Sequence[UsedSolution] = ()
    url: str = ""
    """Of the whole list, when it is online."""


def counts_of(version: str) -> EuropeanRegister:
    """A publisher has one country: what has none is unknown."""
    by_country = facet_counts(COUNTRY, USED, version)
    elsewhere = by_country.get(OUTSIDE, 0)
    known = sum(by_country.values())
    return EuropeanRegister(known - elsewhere, elsewhere, total(USED, version) - known)


def european_register(version: str) -> EuropeanRegister:
    return _registers.get(version)


def _read(version: str) -> EuropeanRegister:
    counts = counts_of(version)
    found = latest(EUROPEAN, SHOWN, version) if counts.listed else []
    page = unrestricted(EuropeanSolutionsPage.objects.all()).first()
    return replace(counts, solutions=[_used(one, version) for one in found], url=page.url if page else "")


def _used(solution: Result, version: str) -> UsedSolution:
    in_service: Selection = {KIND: ["fiche"], "maturite": IN_SERVICE, "solution": [solution.slug]}
    return UsedSolution(
        result=solution,
        fiches=total(in_service, version),
        authorities=len(facet_counts("collectivite", in_service, version)),
    )


_registers: PerVersion[EuropeanRegister] = PerVersion(_read)
