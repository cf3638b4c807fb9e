"""How many elements the recommendations of an opinion make of its page (see `cms.core.row_pages`)."""

from collections.abc import Mapping
from dataclasses import dataclass

from cms.core.row_pages import is_long
from concertation_pages.models import OpinionPage, Recommendation
from concertation_pages.tracking.reading import Standing
from concertation_pages.tracking.weights import weight_of

ROOM = 125
"""Elements that the rest of the page leaves to the recommendations and to their tiles."""
MOST_TILES = 60


@dataclass(frozen=True)
class WeighedRecommendation:
    """Elements of `components/opinion/recommendation.html`; one of which nothing is known shares its line."""

    row: Recommendation
    standing: Standing

    @property
    def anchor(self) -> str:
        return self.row.anchor

    @property
    def is_bare(self) -> bool:
        """Whether nothing is known of it but its number."""
        row = self.row
        said = (row.heading, row.text, row.deliverable, row.deliverable_url, row.response, row.department, row.due)
        linked = row.deliverable_page_id or row.axis_id
        return not (self.standing.is_told or any(said) or row.progress is not None or linked)

    @property
    def weight(self) -> int:
        if self.is_bare:
            return 3
        row = self.row
        words = sum(2 + text.count("\n") for text in (row.heading, row.text, row.response) if text)
        outcome = 2 * bool(row.deliverable or row.deliverable_url or row.deliverable_page_id)
        meta = 2 * bool(row.department or row.due or row.progress is not None)
        return 4 + words + outcome + meta + 2 * bool(row.axis_id) + weight_of(self.standing)


def has_tiles(number: int) -> bool:
    """Whether each recommendation has one: beyond, they would fill the page."""
    return number <= MOST_TILES


def room(number: int) -> int:
    """For that many recommendations."""
    return ROOM - number if has_tiles(number) else ROOM


def are_by_name(page: OpinionPage, standings: Mapping[tuple[int, str], Standing]) -> bool:
    """Whether the address of a recommendation asks for it by name (see `row_pages.place`)."""
    weighed = [WeighedRecommendation(row, standings[page.pk, row.code]) for row in page.recommendations.all()]
    return is_long(weighed, room(len(weighed)))
