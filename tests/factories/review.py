"""Pages put online in tests that are not about the review: the rows that a review leaves, without its steps."""

from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import Page, Revision, TaskState, Workflow, WorkflowState

from cms.members.models import User
from cms.members.roles import RELECTEUR
from cms.workflow import circuit, steps
from cms.workflow.models import Approval, FourEyesTask


def approve(revision: Revision) -> Revision:
    """Make a version one that may be published."""
    task, workflow = FourEyesTask.objects.get(name=circuit.NAME), Workflow.objects.get(name=circuit.NAME)
    state = WorkflowState.objects.create(
        content_type=revision.content_type,
        base_content_type=revision.base_content_type,
        object_id=revision.object_id,
        workflow=workflow,
        status=WorkflowState.STATUS_APPROVED,
    )
    task_state = TaskState.objects.create(
        workflow_state=state, revision=revision, task=task, status=TaskState.STATUS_APPROVED
    )
    WorkflowState.objects.filter(pk=state.pk).update(current_task_state=task_state)
    Approval.objects.create(task_state=task_state, completes=True)
    return revision


def publish(content: Page | Revision) -> Any:
    """Put a page as it stands, or a version of it, online; returns what it was given."""
    revision = content if isinstance(content, Revision) else content.save_revision()
    approve(revision).publish()
    return content


def approve_submitted() -> None:
    """Somebody else reads what waits for a review, and approves it."""
    reviewer, _ = User.objects.get_or_create(username="relectrice", defaults={"first_name": "Relectrice"})
    reviewer.groups.add(Group.objects.get(name=RELECTEUR.name))
    for task_state in TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS):
        steps.approve(task_state, reviewer)
