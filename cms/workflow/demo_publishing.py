"""The pages of the demonstration go online as any other: written by one account, approved by another."""

from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import Page

from cms.members.demo import author
from cms.members.models import User
from cms.members.roles import RELECTEUR
from cms.workflow import circuit, steps
from cms.workflow.signals import silent_steps

REVIEWER = "relecture-de-demonstration"


def reviewer() -> User:
    """« Relecture de démonstration »: approves the demonstration's pages; has no password, cannot log in."""
    user, created = User.objects.get_or_create(username=REVIEWER, defaults={"first_name": "Relecture de démonstration"})
    if created:
        user.set_unusable_password()
        user.save()
        circuit.ensure()
        user.groups.add(Group.objects.get(name=RELECTEUR.name))
    return user


def publish_reviewed(page: Any, author: User, reviewer: User) -> None:
    """Submit the last version saved and approve it. Raises StepRefused as anybody's would be."""
    with silent_steps():
        steps.approve(steps.submit(page, author), reviewer)


def add_page(parent: Page, page: Any, *, publish: bool) -> None:
    """Add a page as an editor does: a draft, its revision, then its review."""
    user = author()
    page.live = False
    page.owner = page.content_owner = user
    parent.add_child(instance=page)
    page.save_revision(user=user, log_action=True)
    if publish:
        publish_reviewed(page, user, reviewer())
