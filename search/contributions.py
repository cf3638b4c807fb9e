"""Facets that a page owes to others: who links to it says under which values it is found.

A page class of an upper layer cannot be read by those that it links to; it registers here instead.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from search.documents import SearchDocument

Documents = Mapping[tuple[int, str], SearchDocument]
"""(key of the page, fragment) to what it says in search."""
Facets = Mapping[tuple[int, str], Mapping[str, Iterable[str]]]
"""(key of the page, fragment) to facet parameter to slugs."""
Contributor = Callable[[Documents], Facets]

_contributors: list[Contributor] = []


def register(contributor: Contributor) -> None:
    """`contributor` is told the documents of a batch of pages; how many queries it asks does not depend on them."""
    _contributors.append(contributor)


def contributed(documents: Documents) -> dict[tuple[int, str], dict[str, set[str]]]:
    found: dict[tuple[int, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for contributor in _contributors if documents else ():
        for key, facets in contributor(documents).items():
            for parameter, slugs in facets.items():
                found[key][parameter].update(slugs)
    return found
