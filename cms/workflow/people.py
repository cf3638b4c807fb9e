"""Whom a step concerns: those who may decide of a page, those who wrote a version of it."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import WorkflowState

from cms.members.models import User
from cms.members.roles import REDACTION, RELECTEUR
from cms.workflow.models import Approval, Publication
from cms.workflow.permissions import authors_since_publication, in_review


def reviewers() -> QuerySet[User]:
    """Everybody who may decide of something (`has_role`, for all accounts at once)."""
    return User.objects.filter(Q(groups__name=RELECTEUR.name) | Q(is_superuser=True), is_active=True).distinct()


def editors() -> QuerySet[User]:
    """Everybody of rédaction that can be written to."""
    of_redaction = Q(groups__name=REDACTION.name) | Q(is_superuser=True)
    return User.objects.filter(of_redaction, is_active=True).exclude(email="").distinct()


def barred_from(page: Any) -> set[int]:
    """Keys of those who may not decide of the version under review, whatever their role: its authors, and those whose
    voice is given. With `reviewers`, the same people as `may(user, Action.APPROVE, page)`.
    """
    voices = Approval.objects.filter(task_state=in_review(page)).exclude(user=None)
    return authors_since_publication(page) | set(voices.values_list("user_id", flat=True))


def previous_publication(revision: Any) -> Publication | None:
    """The publication that this version comes after, whether or not it is itself online."""
    before = Publication.objects.filter(page_id=revision.object_id, revision_key__lt=revision.pk)
    return before.order_by("-revision_key").select_related("revision").first()


def writers_of(revision: Any) -> set[int]:
    """Keys of those who saved a version from the previous publication to this one, and of those who submitted it."""
    before = previous_publication(revision)
    saved = revision.content_object.revisions.filter(pk__lte=revision.pk, pk__gt=before.revision_key if before else 0)
    asked = WorkflowState.objects.filter(task_states__revision=revision)
    return {
        *saved.exclude(user=None).order_by().values_list("user_id", flat=True).distinct(),
        *asked.exclude(requested_by=None).values_list("requested_by_id", flat=True).distinct(),
    }
