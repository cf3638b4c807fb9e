"""What the declarations of facets promise to every listing of the site."""

import pytest

from search.facets import FACETS, WHOLE_SITE, facets_of, shown_facets
from search.kinds import KINDS

MOST_SHOWN = 6
"""Beyond, a listing passes 350 elements."""


@pytest.mark.parametrize("kind", [WHOLE_SITE, *KINDS])
def test_a_listing_shows_six_facets_at_most_beside_its_results(kind):
    assert len([facet for facet in FACETS if kind in facet.shown_in]) <= MOST_SHOWN


def test_a_facet_names_kinds_that_exist():
    for facet in FACETS:
        assert facet.kinds <= set(KINDS)
        assert facet.shown_in <= {WHOLE_SITE, *(facet.kinds or KINDS)}


@pytest.mark.parametrize(
    ("kinds", "shown"),
    [
        (["fiche", "charte"], ["theme", "type-collectivite", "cible", "maturite", "technique", "region"]),
        (["charte"], ["nature", "etat", "type-collectivite", "domaine", "region", "annee"]),
        (["acteur"], ["nature-acteur", "theme", "type-collectivite", "region"]),
    ],
)
def test_each_listing_shows_what_its_main_kind_is_known_by(kinds, shown):
    assert [facet.parameter for facet in shown_facets({"type": kinds})] == shown


def test_every_facet_that_a_kind_carries_can_narrow_its_listing():
    def parameters(**base: list[str]) -> set[str]:
        return {facet.parameter for facet in facets_of(base)}

    assert parameters() == {facet.parameter for facet in FACETS}
    assert parameters(type=["fiche"]).isdisjoint({"nature", "etat", "domaine", "nature-acteur", "type"})
    assert parameters(type=["fiche", "charte"]) >= {"nature", "theme", "type", "collectivite", "tag", "annee"}
    assert "collectivite" not in parameters(collectivite=["brest"])
