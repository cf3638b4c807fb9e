"""What became of the proposals, as a figure: a count is whole only when every proposal has a state."""

from concertation_pages.synthesis.figures import Figure, Row, coverage
from concertation_pages.synthesis.keys import FigureKey
from concertation_pages.synthesis.lists import PROPOSALS
from concertation_pages.tracking.reading import TallyRow, followed_statuses, tally_of
from search.figures import facet_counts
from search.vocabularies import NO_STATUS, NO_STATUS_LABEL

FACET = "suite"
DEFINITION = (
    "L’état que la collectivité donne à chaque proposition. « État non communiqué » dit un manque de nos sources : "
    "ni une réponse, ni un silence de la collectivité."
)


def figure(version: str) -> Figure:
    counts, statuses = facet_counts(FACET, PROPOSALS.base, version), followed_statuses()
    numbers = {status.pk: counts.get(status.slug, 0) for status in statuses}
    tally = tally_of(numbers, PROPOSALS.total(version), statuses)
    return Figure(
        FigureKey.FOLLOW_UP,
        DEFINITION,
        PROPOSALS.noun,
        tally.total,
        [_row(row, tally.unknown) for row in tally.rows],
        tally.known,
        coverage(PROPOSALS.noun, tally.known, tally.total, NO_STATUS_LABEL),
        gap_label=NO_STATUS_LABEL,
        gap_slug=NO_STATUS,
        gap_url=PROPOSALS.address(FACET, NO_STATUS),
    )


def _row(row: TallyRow, unknown: int) -> Row:
    """While some proposals have no state, none in this one is not a count."""
    slug = row.status.slug
    if not row.number:
        return Row(str(row.status), None if unknown else 0, row.said, slug)
    return Row(str(row.status), row.number, row.said, slug, PROPOSALS.address(FACET, slug))
