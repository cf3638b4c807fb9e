"""What changed, written down when a version is submitted and when it goes online: no list compares versions again."""

from typing import Any

from wagtail.models import TaskState

from cms.workflow.changes import FIRST, NEW, changed_labels, difference_since
from cms.workflow.models import Publication, ReviewSummary, last_publication
from cms.workflow.permissions import authors_since_publication
from cms.workflow.signals import Kind, Step


def summarise(sender: Any, instance: TaskState, **kwargs: Any) -> None:
    """Receiver of Wagtail's `task_submitted`: also of what is submitted in silence."""
    page: Any = instance.workflow_state.content_object
    published = last_publication(page)
    base = published.revision if published else None
    labels = changed_labels(difference_since(base, instance.revision).changes) if base else [NEW]
    summary = ReviewSummary.objects.create(task_state=instance, labels=labels)
    summary.authors.set(authors_since_publication(page) | page.specific.parties(instance.revision))


def remember(sender: Any, step: Step, **kwargs: Any) -> None:
    """Receiver of `step_taken`: what the public history will say of this publication."""
    if step.kind != Kind.PUBLISHED:
        return
    new, *old = Publication.objects.filter(page_id=step.page.pk).select_related("revision")[:2]
    new.changes = _told(step.revision, old[0].revision) if old else [FIRST]
    new.save(update_fields=["changes"])


def _told(revision: Any, base: Any) -> list[str]:
    """`base` is None when it was purged."""
    return list(difference_since(base, revision).public) if base else ["Mise à jour"]
