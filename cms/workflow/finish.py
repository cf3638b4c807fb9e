"""What Wagtail does when the last voice is given (`WAGTAIL_FINISH_WORKFLOW_ACTION`)."""

from typing import Any

from cms.workflow.holds import taken
from cms.workflow.signals import Kind, Step, tell


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Put the version that was read online: now, at its date, or with its lot. Wagtail would take the last one."""
    task_state = workflow_state.current_task_state
    revision = task_state.revision
    tell(Step(Kind.APPROVED, workflow_state.content_object.specific, revision, user, task_state.comment))
    if not taken(revision):
        revision.publish(user=user, skip_permission_checks=True)
