"""Straight-line distances between two places, each a latitude and a longitude in degrees."""

from math import asin, cos, radians, sin, sqrt

from django.utils.formats import number_format

Place = tuple[float, float]

EARTH = 6371.0088
"""Mean radius in kilometres (IUGG), the one of Elasticsearch: both engines measure alike."""


def kilometres(one: Place, other: Place) -> float:
    """By the haversine formula."""
    (latitude, longitude), (latitude2, longitude2) = [map(radians, place) for place in (one, other)]
    half = sin((latitude2 - latitude) / 2) ** 2
    half += cos(latitude) * cos(latitude2) * sin((longitude2 - longitude) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))


def in_words(distance: float | None) -> str:
    """« à 12 km »; None stands for a place that is unknown."""
    if distance is None:
        return "distance inconnue"
    if distance < 1:
        return "à moins de 1\u00a0km"
    return f"à {number_format(round(distance), force_grouping=True)}\u00a0km"
