"""How many elements what is known of a followed row makes of it, at most (see `cms.core.row_pages`)."""

from concertation_pages.models import StatusChange
from concertation_pages.tracking.reading import Standing


def weight_of(standing: Standing) -> int:
    """Of `components/follow_up/status.html` and `history.html`."""
    points = [_point(change) for change in standing.history]
    status = 2 + standing.is_answered + bool(standing.silent_months)
    if len(points) < 2:
        return status + sum(points)
    return status + points[0] + 3 + sum(2 + point for point in points)


def _point(change: StatusChange) -> int:
    return 1 + bool(change.reason) + bool(change.proof_url) + bool(change.proof_document_id)
