"""The rows that a territory answers for, with what it said of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from cms.core.form_errors import FormError, errors_of
from concertation_pages.models import Commitment, ReportPage, StatusChange, TrackedItem
from concertation_pages.tracking.answer_form import AnswerForm
from concertation_pages.tracking.asking import online_items
from concertation_pages.tracking.items import followed_rows
from concertation_pages.tracking.reading import Standing, followed_statuses, standing


@dataclass(frozen=True)
class Row:
    """One proposal. `waiting` is the answer that staff have not decided of yet."""

    item: TrackedItem
    page: Any
    segment: Any
    standing: Standing
    waiting: StatusChange | None
    form: AnswerForm

    @property
    def errors(self) -> Iterator[FormError]:
        """Each named by its row: several rows are on the screen."""
        for error in errors_of(self.form):
            yield FormError(f"{self.segment.code}, {error.text}", error.anchor, error.url)


def rows_of(commitment: Commitment, posted: QueryDict | None = None) -> list[Row]:
    """Those that are online, in the order of the reports."""
    statuses = followed_statuses()
    items = online_items(commitment).prefetch_related("changes__status", "changes__proof_document")
    by_key = {(item.page_id, item.code): item for item in items}
    reports = ReportPage.objects.live().public().filter(commitment=commitment).order_by("first_published_at", "pk")
    return [
        _row(by_key[page.pk, segment.code], page, segment, statuses, posted)
        for page in reports
        for segment in followed_rows(page)
        if (page.pk, segment.code) in by_key
    ]


def _row(item: TrackedItem, page: Any, segment: Any, statuses: Any, posted: QueryDict | None) -> Row:
    waiting = next((change for change in reversed(item.changes.all()) if change.is_answer_in_review), None)
    filled = AnswerForm(posted, prefix=f"r{item.pk}", statuses=statuses, initial=_initial(waiting))
    return Row(item, page, segment, standing(item), waiting, filled)


def _initial(waiting: StatusChange | None) -> dict[str, Any]:
    """What was said and not decided of can be taken up again."""
    if waiting is None:
        return {}
    return {
        "status": waiting.status.slug,
        "reason": waiting.reason,
        "proof_url": waiting.proof_url,
        "as_of": waiting.as_of,
    }
