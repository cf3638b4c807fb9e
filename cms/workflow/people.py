"""Whom a step concerns: those who may decide of a page, those who wrote a version of it."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import WorkflowState

from cms.members.models import User
from cms.members.roles import REDACTION, holders_of
from cms.workflow.models import Approval, publication_before
from cms.workflow.permissions import authors_since_publication, in_review, parties_of


def editors() -> QuerySet[User]:
    """Everybody of rédaction that can be written to."""
    return holders_of(REDACTION).exclude(email="")


def barred_from(page: Any) -> set[int]:
    """Keys of those who may not decide of the version under review, whatever their role: its authors, those whom it
    speaks about, and those whose voice is given. Without them, those who hold the role are the same people as
    `may(user, Action.APPROVE, page)`.
    """
    voices = Approval.objects.filter(task_state=in_review(page)).exclude(user=None)
    return authors_since_publication(page) | parties_of(page) | set(voices.values_list("user_id", flat=True))


def writers_of(revision: Any) -> set[int]:
    """Keys of those who saved a version from the previous publication to this one, and of those who submitted it."""
    before = publication_before(revision)
    saved = revision.content_object.revisions.filter(pk__lte=revision.pk, pk__gt=before.revision_key if before else 0)
    asked = WorkflowState.objects.filter(task_states__revision=revision)
    return {
        *saved.exclude(user=None).order_by().values_list("user_id", flat=True).distinct(),
        *asked.exclude(requested_by=None).values_list("requested_by_id", flat=True).distinct(),
    }
