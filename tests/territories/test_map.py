"""Dots of the map, against places whose position on the drawing is known."""

from cms.territories.map import dots
from tests.factories import DepartmentFactory, LocalAuthorityFactory, RegionFactory


def test_a_city_is_where_the_drawing_shows_it(db):
    """The western tip of Brittany is near the left edge, Nice below and to its right."""
    brest = LocalAuthorityFactory(latitude=48.39, longitude=-4.49)
    nice = LocalAuthorityFactory(latitude=43.7, longitude=7.26)

    assert dots([brest, nice]) == [("44.6", "224.8"), ("691.7", "600.0")]


def test_an_overseas_authority_stands_in_the_frame_of_its_region(db):
    mayotte = DepartmentFactory(code="976", region=RegionFactory(code="06", name="Mayotte", slug="mayotte"))

    assert dots([LocalAuthorityFactory(department=mayotte, latitude=-12.8, longitude=45.2)]) == [("46.0", "744.0")]


def test_an_overseas_collectivity_is_not_on_the_drawing(db):
    polynesie = RegionFactory(code="987", name="Polynésie française", slug="polynesie-francaise")
    papeete = DepartmentFactory(code="987", name="Polynésie française", region=polynesie)

    assert dots([LocalAuthorityFactory(department=papeete, latitude=-17.5, longitude=-149.6)]) == []


def test_an_authority_abroad_or_without_coordinates_has_no_dot(db):
    namur = LocalAuthorityFactory(country="BE", department=None, region=None, latitude=50.4, longitude=4.8)

    assert dots([namur, LocalAuthorityFactory(latitude=None)]) == []
