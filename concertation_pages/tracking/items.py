"""Which rows of a page are followed: the proposals of a report, the recommendations of an opinion."""

from collections.abc import Sequence
from typing import Any

from cms.taxonomy.models import SegmentKind
from concertation_pages.models import OpinionPage, ReportPage, TrackedItem


def followed_codes(page: Any) -> Sequence[str]:
    """Codes of the rows of this page that the public follows, in the order of the page."""
    if isinstance(page, ReportPage):
        return [row.code for row in page.segments.all() if row.kind == SegmentKind.PROPOSAL]
    if isinstance(page, OpinionPage):
        return [row.code for row in page.recommendations.all()]
    return ()


def ensure_items(page: Any) -> None:
    """What a live page shows is followed from now on. A row that leaves the page keeps its history."""
    items = [TrackedItem(page_id=page.pk, code=code) for code in followed_codes(page) if code]
    TrackedItem.objects.bulk_create(items, ignore_conflicts=True)
