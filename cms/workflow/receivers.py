"""From Wagtail's signals to ours: its own screens submit, resume, cancel and publish without asking our steps."""

from typing import Any

from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    task_rejected,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
    workflow_submitted,
)

from cms.workflow.models import Approval, Publication, due_on
from cms.workflow.signals import Kind, Step, tell


def connect() -> None:
    _silence_wagtail_mails()
    task_submitted.connect(submitted)
    task_rejected.connect(changes_requested)
    workflow_cancelled.connect(cancelled)
    page_published.connect(published)


def submitted(sender: Any, instance: Any, user: Any, **kwargs: Any) -> None:
    tell(Step(Kind.SUBMITTED, _page(instance.workflow_state), instance.revision, user, due=due_on(instance)))


def changes_requested(sender: Any, instance: Any, user: Any, **kwargs: Any) -> None:
    tell(Step(Kind.CHANGES_REQUESTED, _page(instance.workflow_state), instance.revision, user, instance.comment))


def cancelled(sender: Any, instance: Any, user: Any, **kwargs: Any) -> None:
    """`refusal` is set by the step that refuses; a cancellation without one is a withdrawal."""
    reason = getattr(instance, "refusal", "")
    kind = Kind.REFUSED if reason else Kind.WITHDRAWN
    tell(Step(kind, _page(instance), instance.current_task_state.revision, user, reason))


def published(sender: Any, instance: Any, revision: Any, alias: bool = False, **kwargs: Any) -> None:
    """Also sent for a version that will go online later, and for the aliases of a page."""
    if alias or not instance.live:
        return
    voice = Approval.objects.filter(task_state__revision=revision, completes=True).select_related("user").last()
    reviewer = voice.user if voice else None
    Publication.objects.create(page=instance, revision=revision, revision_key=revision.pk, approved_by=reviewer)
    tell(Step(Kind.PUBLISHED, instance, revision, reviewer))


def _page(workflow_state: Any) -> Any:
    return workflow_state.content_object.specific


def _silence_wagtail_mails() -> None:
    """They are sent inside the transaction: a slow mail server would hold SQLite's only write lock. Wagtail's
    application is ready after this one; what is already connected under the same name keeps its receiver out.
    """
    for signal, sender, name in (
        (task_submitted, TaskState, "group_approval_task_submitted"),
        (workflow_submitted, WorkflowState, "workflow_state_submitted"),
        (workflow_rejected, WorkflowState, "workflow_state_rejected"),
        (workflow_approved, WorkflowState, "workflow_state_approved"),
    ):
        signal.connect(_no_mail, sender=sender, dispatch_uid=f"{name}_email_notification")


def _no_mail(**kwargs: Any) -> None:
    """In the place of Wagtail's receivers: `cms.workflow.notifications` writes the mails."""
