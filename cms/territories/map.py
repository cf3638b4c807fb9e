"""The map of the régions: where an authority is on `static/geo/regions.svg`.

Equirectangular projection, 820 × 798: `x = (longitude + 5,3) × 80 × cos 46,5°`, `y = (51,2 − latitude) × 80`. The five
overseas régions are drawn in frames, at their own scale: an authority there stands in the middle of its frame.
"""

from collections.abc import Iterable
from typing import NamedTuple

from cms.territories.models import LocalAuthority

WEST, NORTH = -5.3, 51.2
SCALE_X, SCALE_Y = 55.0684, 80.0
OVERSEAS = {"01": (46.0, 424.0), "02": (46.0, 504.0), "03": (46.0, 584.0), "04": (46.0, 664.0), "06": (46.0, 744.0)}
"""COG code of the région to the centre of its frame."""
DRAWN = 2
"""Digits of the code of a région; the overseas collectivités (three digits) are not on the drawing."""


class Dot(NamedTuple):
    """A point in the units of the drawing; texts, because a decimal comma is no number in SVG."""

    x: str
    y: str


Place = tuple[float, float]
"""Latitude and longitude, in degrees."""


def dots(authorities: Iterable[LocalAuthority]) -> list[Dot]:
    """One for each authority of France whose place is known; `region` must be loaded with it."""
    return dots_of((one.region.code if one.region else "", one.coordinates) for one in authorities)


def dots_of(places: Iterable[tuple[str, Place | None]]) -> list[Dot]:
    """From the code of a région and a place in it; one for those that are on the drawing, each once."""
    points = (_point(code, place) for code, place in places)
    return list(dict.fromkeys(Dot(f"{x:.1f}", f"{y:.1f}") for x, y in filter(None, points)))


def _point(region_code: str, place: Place | None) -> tuple[float, float] | None:
    if len(region_code) != DRAWN:
        return None
    if region_code in OVERSEAS:
        return OVERSEAS[region_code]
    if place is None:
        return None
    latitude, longitude = place
    return (longitude - WEST) * SCALE_X, (NORTH - latitude) * SCALE_Y
