"""The rows of one page that the public follows, as its template shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cms.taxonomy.models import FollowUpStatus
from concertation_pages.models import OpinionPage
from concertation_pages.tracking.items import followed_rows
from concertation_pages.tracking.reading import Standing, Tally, standings_of, tally


@dataclass(frozen=True)
class FollowedRow:
    """`text` is empty when it was not given to the site."""

    code: str
    anchor: str
    text: str
    standing: Standing


@dataclass(frozen=True)
class FollowUp:
    """For `components/follow_up/bar.html` and `table.html`."""

    rows: Sequence[FollowedRow]
    tally: Tally


def follow_up_of(page: Any, statuses: Sequence[FollowUpStatus] = ()) -> FollowUp:
    """Of a report or an opinion. A preview shows the rows of the version that is read. `statuses` as in `tally`."""
    found = standings_of(page)
    rows = [FollowedRow(row.code, row.anchor, row.text, found[page.pk, row.code]) for row in followed_rows(page)]
    announced = (page.recommendation_count or 0) if isinstance(page, OpinionPage) else 0
    return FollowUp(rows, tally((row.standing for row in rows), max(announced, len(rows)), statuses))
