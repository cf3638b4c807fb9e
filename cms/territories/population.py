"""Brackets of population, to compare collectivités of the same size.

The bounds are those by which the law itself sorts collectivités, in the scales of allowances of their elected members,
the only ones that communes and intercommunalités share. Code général des collectivités territoriales, L. 2123-23
(communes: 1 000, 3 500, 10 000, 20 000, 50 000, 100 000 inhabitants), R. 5214-1 (communautés de communes: the same,
then 200 000), L. 3123-16 (départements: 500 000, 1 000 000). Below 1 000, one bracket. The population is that of the
register (municipal population).
"""

from cms.core.scales import Scale, Step

POPULATION = Scale(
    [
        Step(0, "moins-de-1000", "Moins de 1 000 habitants"),
        Step(1_000, "1000-3500", "1 000 à 3 500 habitants"),
        Step(3_500, "3500-10000", "3 500 à 10 000 habitants"),
        Step(10_000, "10000-20000", "10 000 à 20 000 habitants"),
        Step(20_000, "20000-50000", "20 000 à 50 000 habitants"),
        Step(50_000, "50000-100000", "50 000 à 100 000 habitants"),
        Step(100_000, "100000-200000", "100 000 à 200 000 habitants"),
        Step(200_000, "200000-500000", "200 000 à 500 000 habitants"),
        Step(500_000, "500000-1000000", "500 000 à 1 000 000 habitants"),
        Step(1_000_000, "plus-de-1000000", "1 000 000 d’habitants et plus"),
    ]
)
"""A bound belongs to the bracket that it opens."""


def bracket_slugs(population: int | None) -> list[str]:
    """Slug of the bracket of this population, as values of a facet: none when it is unknown."""
    step = POPULATION.of(population)
    return [step.slug] if step else []
