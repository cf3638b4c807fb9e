"""What a project says of its means, in steps that can be compared: euros to set it up, euros a year, people.

No public statistic sorts such costs: the steps are editorial, each four to five times the one before. What a fiche does
not say is in no step; nothing is deduced, and costs of two natures are never added.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from cms.core.scales import Scale, Step

AMOUNTS = (
    Step(0, "moins-de-50000", "moins de 50\u202f000\u202f€"),
    Step(50_000, "50000-200000", "50\u202f000 à 200\u202f000\u202f€"),
    Step(200_000, "200000-1000000", "200\u202f000 à 1\u202f000\u202f000\u202f€"),
    Step(1_000_000, "plus-de-1000000", "1\u202f000\u202f000\u202f€ et plus"),
)
PEOPLE = (
    Step(0, "moins-d-un", "moins d’un temps plein"),
    Step(1, "un-a-trois", "un à trois temps pleins"),
    Step(3, "plus-de-trois", "trois temps pleins et plus"),
)


@dataclass(frozen=True)
class Mean:
    """One nature of means; `label` comes before that of a step."""

    label: str
    scale: Scale


MEANS: Mapping[str, Mean] = {
    "investissement": Mean("Investissement", Scale(AMOUNTS)),
    "cout-annuel": Mean("Coût annuel", Scale(AMOUNTS)),
    "equipe": Mean("Équipe", Scale(PEOPLE)),
}
"""By the prefix of their slugs."""


def means_slugs(investment: float | None, yearly: float | None, people: Decimal | None) -> list[str]:
    """Values of the facet « moyens »: euros, euros a year, full-time equivalents; None when the fiche does not say."""
    said = zip(MEANS.items(), (investment, yearly, people), strict=True)
    steps = ((prefix, mean.scale.of(value)) for (prefix, mean), value in said)
    return [f"{prefix}-{step.slug}" for prefix, step in steps if step]
