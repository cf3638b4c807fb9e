"""The fiches of the collectivités that resemble that of a fiche."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from library_pages.documents import compared_facets
from search.results import Result
from search.similar import Similar
from search.twin_fiches import closest
from search.twins import profile_of

if TYPE_CHECKING:
    from library_pages.models import UseCasePage


def twins_of(page: "UseCasePage", similar: Iterable[Similar], version: str, most: int) -> list[Result]:
    """The `most` closest ones, without those that are already shown for their subject."""
    if page.authority is None or not most:
        return []
    profile = profile_of(page.authority, compared_facets(page))
    return closest(profile, version, most, but={item.result.url for item in similar})
