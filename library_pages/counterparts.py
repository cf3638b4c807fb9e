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


def twins_of(page: "UseCasePage", similar: Iterable[Similar], version: str) -> list[Result]:
    """The closest ones, without those that are already shown for their subject."""
    if page.authority is None:
        return []
    return closest(
        profile_of(page.authority, compared_facets(page)), version, but={item.result.url for item in similar}
    )
