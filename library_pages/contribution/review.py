"""What its author is told of the review of a fiche: questions asked beside a field, changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist

from cms.workflow.changes import changes_between
from cms.workflow.models import last_publication
from cms.workflow.situations import Situation
from library_pages.contribution.addresses import step_address
from library_pages.contribution.questions import step_of
from library_pages.models import UseCasePage


@dataclass(frozen=True)
class Remark:
    """A question that a reviewer put beside a field, its replies, and where the contributor answers."""

    label: str
    text: str
    replies: list[str]
    url: str


def questions(page: UseCasePage) -> Iterator[Remark]:
    """Remarks that nobody has closed yet."""
    remarks = page.wagtail_admin_comments.filter(resolved_at__isnull=True).prefetch_related("replies")
    for remark in remarks.order_by("pk"):
        name = remark.contentpath.partition(".")[0]
        step = step_of(name)
        yield Remark(
            _label(name),
            remark.text,
            [reply.text for reply in remark.replies.all()],
            step_address(page, step) if step else "",
        )


def _label(name: str) -> str:
    try:
        field: Any = UseCasePage._meta.get_field(name)
    except FieldDoesNotExist:
        return ""
    return str(getattr(field, "verbose_name", "") or field.related_model._meta.verbose_name)


@dataclass(frozen=True)
class Changes:
    """What the last version says that the one before does not; `before` names that one."""

    before: str
    sentences: list[str]


def changes(page: UseCasePage, situation: Situation) -> Changes:
    """Since the version that was sent back, or else since the one online; nothing before a first review."""
    published = last_publication(page)
    revision: Any
    if situation.comment and situation.task_state:
        name, revision = "la version relue", situation.task_state.revision
    elif page.live and published and page.has_unpublished_changes:
        name, revision = "la version en ligne", published.revision
    else:
        return Changes("", [])
    if revision is None or revision.pk == page.latest_revision_id:
        return Changes(name, [])
    found = changes_between(revision.as_object(), page.get_latest_revision_as_object())
    return Changes(name, [change.sentence for change in found])
