"""Cities on the map of the world: the frame holds them all, and lands that a reader recognises."""

from cms.territories.world import world_map

MONTREAL, DSCHANG = (45.5, -73.6), (5.4, 10.0)


def test_a_city_is_where_the_drawing_shows_it_and_in_the_frame():
    found = world_map([MONTREAL, DSCHANG])

    assert [(dot.x, dot.y) for dot in found.dots] == [("484.7", "148.1"), ("865.6", "330.7")]
    left, top, width, height = map(float, found.frame.split())
    for dot in found.dots:
        assert left < float(dot.x) < left + width
        assert top < float(dot.y) < top + height


def test_a_city_alone_is_seen_among_the_lands_around_it():
    _, _, width, height = map(float, world_map([MONTREAL]).frame.split())

    assert width == height == 273


def test_nothing_is_drawn_without_a_place():
    assert world_map([]) is None
