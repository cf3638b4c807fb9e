"""What the screen of a lot shows of its pages, and the pages that could join it; a constant number of queries."""

from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page, Revision, TaskState

from cms.workflow.lots.publishing import problem_of
from cms.workflow.models import Release, ReleaseItem

SHOWN = 100
"""Candidates listed, the last modified first; the others are found by the chooser."""


class Row(NamedTuple):
    """`state` in one word for the eye; `problem` is what would block the publication now, empty when nothing would."""

    item: ReleaseItem
    state: str
    problem: str


def rows_of(release: Release) -> list[Row]:
    items = list(release.items.select_related("page", "approved_revision"))
    reviewed = _under_review([item.page_id for item in items if item.page_id])
    parents = _parents([item.page for item in items if item.page])
    return [
        Row(
            item,
            _state(item, item.page_id in reviewed),
            problem_of(item, parents.get(item.page_id or 0)) if release.is_open else "",
        )
        for item in items
    ]


def _state(item: ReleaseItem, is_under_review: bool) -> str:
    if item.page is None:
        return "supprimée"
    if item.approved_revision_id is None:
        return "en relecture" if is_under_review else "à soumettre"
    if item.is_open and item.page.latest_revision_id != item.approved_revision_id:
        return "approuvée, modifiée depuis"
    return "approuvée"


def _under_review(keys: list[int]) -> set[int]:
    """Those of these pages whose review is in progress."""
    found = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__object_id__in=[str(key) for key in keys]
    )
    return {int(key) for key in found.values_list("workflow_state__object_id", flat=True)}


def _parents(pages: list[Page]) -> dict[int, int]:
    """Key of each page to that of its parent."""
    paths = {page.path[: -Page.steplen]: page.pk for page in pages}
    known = dict(Page.objects.filter(path__in=paths).values_list("path", "pk"))
    return {page.pk: known[page.path[: -Page.steplen]] for page in pages if page.path[: -Page.steplen] in known}


def candidates() -> QuerySet[Page]:
    """Pages with something to publish, in no lot and without a date of their own."""
    held: Any = ReleaseItem.objects.filter(page=OuterRef("pk"), is_open=True)
    return (
        Page.objects.filter(Q(live=False) | Q(has_unpublished_changes=True), depth__gt=1)
        .exclude(Exists(held))
        .exclude(pk__in=_scheduled())
        .order_by("-latest_revision_created_at")[:SHOWN]
    )


def _scheduled() -> list[int]:
    dated = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    return [int(key) for key in dated.values_list("object_id", flat=True)]
