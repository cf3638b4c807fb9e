"""What follows a review: the referents are told."""

import uuid
from typing import Any, NamedTuple

from wagtail.models import TaskState

from cms.core.mail import absolute, queue
from cms.workflow.models import Approval
from cms.workflow.signals import Kind, Step
from concertation_pages.commitment.keeping import RULE
from concertation_pages.commitment.mails import event
from concertation_pages.models import ReportPage
from concertation_pages.space.links import space_address


class Wording(NamedTuple):
    subject: str
    sentence: str
    note: str
    comment_label: str = "Ce que dit la relecture"


WORDINGS = {
    Kind.CHANGES_REQUESTED: Wording(
        "Modifications demandées : {}",
        "La relecture demande des modifications sur « {} »",
        "Ouvrez votre espace, corrigez le compte rendu, puis envoyez-le de nouveau.",
        "Ce qui est demandé",
    ),
    Kind.REFUSED: Wording(
        "Refus : {}",
        "La relecture n’a pas retenu « {} »",
        "Rien n’est perdu : vous pouvez reprendre le compte rendu et l’envoyer de nouveau.",
        "Pourquoi",
    ),
    Kind.PUBLISHED: Wording(
        "En ligne : {}",
        "« {} » est en ligne",
        "Depuis votre espace, vous pourrez dire ce que devient chaque proposition, ou modifier le compte rendu.",
    ),
    Kind.TAKEN_OFFLINE: Wording(
        "Hors ligne : {}",
        "L’équipe du site a retiré « {} »",
        "Rien n’est effacé : le compte rendu peut revenir en ligne après une nouvelle relecture.",
        "Raison",
    ),
}


BETWEEN_STAFF = (Kind.CHANGES_REQUESTED, Kind.REFUSED)
"""What a reviewer answers to whoever asked, which is not always the territory."""


def tell_referents(sender: Any, step: Step, **kwargs: Any) -> None:
    """Receiver of `step_taken`, for what a territory wrote: each address that was used gets a link of its own."""
    wording = WORDINGS.get(step.kind)
    if wording is None or not isinstance(step.page, ReportPage) or not hasattr(step.page, "draft"):
        return
    if step.kind in BETWEEN_STAFF and _is_internal(step):
        return
    said = {
        "subject": wording.subject.format(step.page.draft.title),
        "sentence": wording.sentence.format(step.page.draft.title),
        "note": wording.note,
        "comment": _comment(step),
        "comment_label": wording.comment_label,
        "public_url": absolute(step.page.get_url() or "") if step.kind is Kind.PUBLISHED else "",
        "territory": step.page.commitment.name,
        "kept": RULE,
    }
    for referent in step.page.commitment.referents.filter(erased_at=None).exclude(confirmed_at=None):
        url = {"url": space_address(referent, by=step.user), "action": "Ouvrir l’espace de l’engagement"}
        key = f"{event(referent)}:{step.kind.name.lower()}:{uuid.uuid4()}"
        queue("report_outcome", referent.email, {**said, **url}, key=key)


def _is_internal(step: Step) -> bool:
    """Whether somebody of the team asked for the review of this version."""
    review = TaskState.objects.filter(revision=step.revision).select_related("workflow_state").last()
    return bool(review and review.workflow_state.requested_by_id)


def _comment(step: Step) -> str:
    """Of a publication, what the reviewers wrote to the territory when they approved."""
    if step.kind is not Kind.PUBLISHED:
        return step.comment
    if _is_internal(step):
        return ""
    voices = Approval.objects.filter(task_state__revision=step.revision).exclude(comment="").order_by("pk")
    return "\n\n".join(voices.values_list("comment", flat=True))
