"""An entry made from the entries of others: a register item says what is public about those that use it.

What is read here is already public, so that nothing else can be counted. Such a source declares `search_summary_of`:
label of what it sums up, to the lookup that leads there from itself, through the rows that link them.
"""

from collections.abc import Iterable, Sequence

from search.models import SearchEntry


def public_entries(source: str, object_ids: Iterable[int]) -> list[SearchEntry]:
    """The entries of these objects of one source (a model label); one query."""
    found = SearchEntry.objects.public().filter(source=source, object_id__in=object_ids)
    return list(found.only("object_id", "facets", "card", "latitude", "longitude"))


def merged_facets(entries: Iterable[SearchEntry], parameters: Sequence[str]) -> dict[str, list[str]]:
    """Facet parameter to every slug that one of the entries has; parameters without any are absent."""
    values = {
        parameter: sorted({slug for entry in entries for slug in entry.facets.get(parameter, ())})
        for parameter in parameters
    }
    return {parameter: slugs for parameter, slugs in values.items() if slugs}


def shared_place(entries: Iterable[SearchEntry]) -> tuple[float, float] | None:
    """Latitude and longitude of these entries; None when they are not all in one place."""
    places = {(entry.latitude, entry.longitude) for entry in entries}
    [(latitude, longitude), *others] = places or {(None, None)}
    return None if others or latitude is None or longitude is None else (latitude, longitude)
