"""The official register as its files describe it: areas of the geographic code, and authorities."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

COMMUNE, DEPARTMENT, REGION = "COM", "DEP", "REG"
"""Natures that the files imply; those of intercommunalités are written in them (CC, CA, CU, METRO, MET69, EPT)."""


class Area(NamedTuple):
    """A région, or a département and its région. The COG gives overseas collectivités one of each."""

    code: str
    name: str
    region: str = ""


@dataclass(slots=True)
class Official:
    """What the register says of one authority; an empty text or None is what it does not say.

    `label` is the usual name made from the official one: « Région %s » for a région, « %s » for most.
    """

    nature: str
    official_name: str
    label: str
    cog_code: str = ""
    siren: str = ""
    department: str = ""
    region: str = ""
    population: int | None = None
    population_source: str = ""
    commune_count: int = 1


@dataclass
class Register:
    """`left_out`: rows of the files that are no authority of today, by reason."""

    source: str
    regions: dict[str, Area] = field(default_factory=dict)
    departments: dict[str, Area] = field(default_factory=dict)
    authorities: dict[str, list[Official]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)


def french(name: str) -> str:
    return name.replace("'", "’")
