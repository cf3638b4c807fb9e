"""Where all the results of a list are, for a map beside it: from the sets of this process; words cost one query."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.http import HttpRequest

from search.asking import ask
from search.distances import Place
from search.engines import Selection, engine
from search.engines.bitmaps import PLACE, place_of

REGION = "region"


class Spot(NamedTuple):
    """Slug of a région and a place in it."""

    region: str
    place: Place


class Found(NamedTuple):
    """`spots`: value of a facet to where its results are, one for each result; `total` counts those that are nowhere
    too.
    """

    spots: Mapping[str, Sequence[Spot]]
    total: int


def found_places(request: HttpRequest, base: Selection, parameter: str) -> Found:
    """Of the list that this request asks for, all its pages together."""
    query = ask(request, base).query
    sets, found = engine.bitmaps(query.version), engine.found(query)

    def by_entry(facet: str) -> dict[int, str]:
        return {pk: value for value, ids in sets.values.get(facet, {}).items() for pk in ids & found}

    values, regions = by_entry(parameter), by_entry(REGION)
    spots: dict[str, list[Spot]] = defaultdict(list)
    for slug, ids in sets.values.get(PLACE, {}).items():
        for pk in ids & found:
            if pk in values and pk in regions:
                spots[values[pk]].append(Spot(regions[pk], place_of(slug)))
    return Found(spots, len(found))
