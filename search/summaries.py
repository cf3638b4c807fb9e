"""An entry made from the entries of others: a register item says what is public about those that use it.

What is read here is already public, so that nothing else can be counted. Such a source declares `search_summary_of`:
label of what it sums up, to the lookup that leads there from itself, through the rows that link them.
"""

from collections.abc import Iterable, Sequence

from search.models import SearchEntry


def public_entries(source: str, object_ids: Iterable[int]) -> list[SearchEntry]:
    """The entries of these objects of one source (a model label); one query."""
    found = SearchEntry.objects.public().filter(source=source, object_id__in=object_ids)
    return list(found.only("object_id", "facets", "card"))


def merged_facets(entries: Iterable[SearchEntry], parameters: Sequence[str]) -> dict[str, list[str]]:
    """Facet parameter to every slug that one of the entries has; parameters without any are absent."""
    values = {
        parameter: sorted({slug for entry in entries for slug in entry.facets.get(parameter, ())})
        for parameter in parameters
    }
    return {parameter: slugs for parameter, slugs in values.items() if slugs}
