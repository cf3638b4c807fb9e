"""The one workflow of the site, on its whole tree."""

from django.contrib.auth.models import Group
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from cms.members.roles import RELECTEUR
from cms.workflow.models import FourEyesTask

NAME = "Relecture"


def ensure() -> Workflow:
    """Create what is missing. The quorum and the delay, once set, are left as they are.

    Wagtail's migrations put a workflow of their own on the tree, which would let authors approve themselves.
    """
    group, _ = Group.objects.get_or_create(name=RELECTEUR.name)
    task, _ = FourEyesTask.objects.get_or_create(name=NAME)
    task.groups.add(group)
    workflow, _ = Workflow.objects.get_or_create(name=NAME)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.exclude(workflow=workflow).delete()
    Workflow.objects.exclude(pk=workflow.pk).update(active=False)
    root = Page.get_first_root_node()
    if root:
        WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": workflow})
    return workflow
