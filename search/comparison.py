"""Where fiches are compared: at `comparer/` below the library."""

from collections.abc import Iterable

from search.addresses import LIBRARY_URL, Address

COMPARISON_URL = f"{LIBRARY_URL}comparer/"
COMPARED = "fiche"
"""The parameter that names one of them; their order is that of the columns."""


def comparison_address(slugs: Iterable[str]) -> str:
    return str(Address(COMPARISON_URL, tuple((COMPARED, slug) for slug in slugs)))
