"""The map of the world: where a city is on `static/geo/world.svg`, and the part of the map that holds some cities.

Equirectangular projection, 1640 × 615: `x = (longitude + 180) × 1640 / 360`, `y = (78 − latitude) × 1640 / 360`.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cms.territories.map import Dot, Place

WEST, NORTH = -180, 78
SCALE = 1640 / 360
MARGIN = 10
"""Degrees around the cities."""
SMALLEST = 60
"""Degrees; a narrower frame shows nothing that a reader would recognise."""


class WorldMap(NamedTuple):
    """`frame` is the viewBox: the cities, and the lands around them."""

    frame: str
    dots: Sequence[Dot]


def world_map(places: Iterable[Place]) -> WorldMap | None:
    """None when no city has a place."""
    points = [((longitude - WEST) * SCALE, (NORTH - latitude) * SCALE) for latitude, longitude in places]
    if not points:
        return None
    left, width = _side([x for x, _ in points])
    top, height = _side([y for _, y in points])
    dots = [Dot(f"{x:.1f}", f"{y:.1f}") for x, y in points]
    return WorldMap(f"{left:.0f} {top:.0f} {width:.0f} {height:.0f}", dots)


def _side(coordinates: Sequence[float]) -> tuple[float, float]:
    """Where the frame begins and how long it is, on one axis."""
    middle = (min(coordinates) + max(coordinates)) / 2
    length = max(max(coordinates) - min(coordinates) + 2 * MARGIN * SCALE, SMALLEST * SCALE)
    return middle - length / 2, length
