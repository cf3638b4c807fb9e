"""The map beside the list of the territories: all those that it finds, by state."""

from collections.abc import Sequence
from typing import NamedTuple

from django.http import HttpRequest

from cms.core.content_version import version_for
from cms.core.per_version import PerVersion
from cms.taxonomy.models import PUBLIC_STATES, ConsultationState
from cms.territories.map import Dot, dots_of
from cms.territories.models import Region
from search.engines import Selection
from search.places import Found, found_places

STATE = "etat-concertation"
SHAPES = {
    ConsultationState.ENGAGED: "m-10 0a10 10 0 1 0 20 0a10 10 0 1 0-20 0z",
    ConsultationState.ONGOING: "m0-12l12 20h-24z",
    ConsultationState.REPORTED: "m-10 0a10 10 0 1 0 20 0a10 10 0 1 0-20 0z",
    ConsultationState.FOLLOWED: "m0-13l13 13l-13 13l-13-13z",
}
"""What is drawn around a point, in the units of the drawing; the style sheet hollows out the first."""


_codes: PerVersion[dict[str, str]] = PerVersion(lambda _: dict(Region.objects.values_list("slug", "code")))
"""Of the régions, by slug."""


class Layer(NamedTuple):
    """One path of the map: its points, and the shape around each."""

    state: str
    label: str
    number: int
    shape: str
    dots: Sequence[Dot]


class TerritoryMap(NamedTuple):
    """The most advanced state last, over the others. `missing` territories are nowhere on the drawing."""

    layers: Sequence[Layer]
    drawn: int
    missing: int


def territory_map(request: HttpRequest, base: Selection) -> TerritoryMap:
    """Of the list that this request asks for; words cost one query."""
    found = found_places(request, base, STATE)
    codes = _codes.get(version_for(request))
    layers = [layer for state in PUBLIC_STATES if (layer := _layer(state, found, codes)).number]
    drawn = sum(layer.number for layer in layers)
    return TerritoryMap(layers, drawn, found.total - drawn)


def _layer(state: ConsultationState, found: Found, codes: dict[str, str]) -> Layer:
    spots = [(codes.get(spot.region, ""), spot.place) for spot in found.spots.get(state, ())]
    number = sum(len(dots_of([spot])) for spot in spots)
    return Layer(state, str(state.label), number, SHAPES[state], dots_of(spots))
