"""Which rows of a page are followed: the proposals of a report, the recommendations of an opinion."""

from collections.abc import Sequence
from typing import Any

from cms.taxonomy.models import SegmentKind
from concertation_pages.models import OpinionPage, Recommendation, ReportPage, ReportSegment, TrackedItem


def followed_rows(page: Any) -> Sequence[ReportSegment | Recommendation]:
    """Those that the public follows, in the order of the page; none for another class of page."""
    if isinstance(page, ReportPage):
        return [row for row in page.segments.all() if row.kind == SegmentKind.PROPOSAL]
    return list(page.recommendations.all()) if isinstance(page, OpinionPage) else []


def ensure_items(page: Any) -> None:
    """What a live page shows is followed from now on; a row that left it keeps its history, out of sight."""
    codes = [row.code for row in followed_rows(page) if row.code]
    TrackedItem.objects.bulk_create([TrackedItem(page_id=page.pk, code=code) for code in codes], ignore_conflicts=True)
    items = TrackedItem.objects.filter(page=page.pk)
    items.filter(code__in=codes, shown=False).update(shown=True)
    items.exclude(code__in=codes).update(shown=False)


def published(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Receiver of Wagtail's signal, also sent for a version that goes online later."""
    if instance.live:
        ensure_items(instance)
