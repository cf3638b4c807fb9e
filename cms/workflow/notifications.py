"""Who is told of a step of the workflow, and in which words: mails written in the transaction of the step."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cms.core.mail import absolute, call_back, queue
from cms.core.partial_dates import in_words
from cms.members.models import User
from cms.members.roles import RELECTEUR, holders_of
from cms.workflow.changes import changes_between, difference_since
from cms.workflow.models import Approval, due_on, last_publication, publication_before, voices_needed
from cms.workflow.people import barred_from, writers_of
from cms.workflow.permissions import in_review
from cms.workflow.preferences import Wish, wanting
from cms.workflow.signals import Kind, Step
from cms.workflow.working_links import public_link, working_link

logger = logging.getLogger(__name__)

LONGEST_LIST = 12
"""Changes told in a mail; the screen it leads to has them all."""
FIRST_VERSION = "Contenu nouveau : rien n’est encore en ligne"
WHY_REVIEWER = "Vous recevez ce courriel parce que vous êtes relecteur."
WHY_AUTHOR = "Vous recevez ce courriel parce que vous avez écrit ou soumis ce contenu, ou que vous en êtes responsable."


@dataclass(frozen=True)
class Wording:
    """`subject` and `sentence` are completed with `who` and `title`; `after` is what happens next."""

    wish: Wish
    subject: str
    sentence: str
    after: str = ""
    comment_label: str = "Commentaire"
    tells_changes: bool = True


WORDINGS: dict[Kind, Wording] = {
    Kind.SUBMITTED: Wording(Wish.TO_REVIEW, "À relire : {title}", "{who} soumet « {title} » à la relecture"),
    Kind.VOTED: Wording(Wish.TO_REVIEW, "Encore à relire : {title}", "{who} a approuvé « {title} »"),
    Kind.WITHDRAWN: Wording(
        Wish.TO_REVIEW,
        "Plus à relire : {title}",
        "{who} a repris « {title} »",
        "La relecture est close : vous n’avez plus à décider.",
        tells_changes=False,
    ),
    Kind.APPROVED: Wording(Wish.GONE_WELL, "Approbation : {title}", "{who} a approuvé « {title} »"),
    Kind.PUBLISHED: Wording(Wish.GONE_WELL, "En ligne : {title}", "« {title} » est en ligne"),
    Kind.CHANGES_REQUESTED: Wording(
        Wish.COME_BACK,
        "Modifications demandées : {title}",
        "{who} demande des modifications sur « {title} »",
        "Modifiez le brouillon, puis soumettez-le de nouveau.",
        "Ce qui est demandé",
    ),
    Kind.REFUSED: Wording(
        Wish.COME_BACK,
        "Refus : {title}",
        "{who} a refusé « {title} »",
        "La relecture est close. Le brouillon reste : vous pouvez le reprendre et le soumettre de nouveau.",
        "Raison",
    ),
    Kind.TAKEN_OFFLINE: Wording(
        Wish.COME_BACK,
        "Hors ligne : {title}",
        "{who} a retiré « {title} » du site",
        "Rien n’est effacé : ce contenu peut revenir en ligne après une nouvelle relecture.",
        "Raison",
        tells_changes=False,
    ),
}


def notify(sender: Any, step: Step, **kwargs: Any) -> None:
    """Receiver of `step_taken`. Who took the step is not told of it."""
    if step.kind is Kind.PUBLISHED:
        call_back(_event(Kind.APPROVED, step))  # approved and online at once: one mail says both
    said = _said(step)
    for user, aim in _audience(step):
        queue("step", user.email, {**said, **aim}, key=f"{_event(step.kind, step)}:{user.pk}")


def _audience(step: Step) -> Iterator[tuple[User, dict[str, str]]]:
    """Each person once, with where the mail leads and why he gets it."""
    for user in wanting(WORDINGS[step.kind].wish, _concerned(step)).order_by("pk"):
        aim = _aim(step, user)
        if aim["url"] and user != step.user:
            yield user, aim


def _concerned(step: Step) -> Any:
    if WORDINGS[step.kind].wish is Wish.TO_REVIEW:
        return holders_of(RELECTEUR).exclude(pk__in=barred_from(step.page) | writers_of(step.revision))
    owner = {step.page.content_owner_id} if step.kind is Kind.TAKEN_OFFLINE else set()
    return User.objects.filter(pk__in=writers_of(step.revision) | owner)


def _aim(step: Step, user: User) -> dict[str, str]:
    if step.kind is Kind.WITHDRAWN:
        return {"why": WHY_REVIEWER, "url": absolute(reverse("workflow_desk:index")), "action": "Voir mes relectures"}
    if WORDINGS[step.kind].wish is Wish.TO_REVIEW:
        desk = reverse("workflow_desk:item", args=[step.page.pk])
        return {"why": WHY_REVIEWER, "url": absolute(desk), "action": "Relire et décider"}
    if step.kind is Kind.PUBLISHED:
        return {"why": WHY_AUTHOR, "url": public_link(step.page), "action": "Voir la page en ligne"}
    return {"why": WHY_AUTHOR, "url": working_link(user, step.page), "action": "Ouvrir ce contenu"}


def _said(step: Step) -> dict[str, Any]:
    """What the mail says, the same to everybody."""
    wording = WORDINGS[step.kind]
    version = step.revision.as_object()
    names = {"who": step.user or _without_account(step) or "Le site", "title": version.title}
    return {
        "subject": wording.subject.format(**names),
        "sentence": wording.sentence.format(**names),
        "comment": _comment(step),
        "comment_label": wording.comment_label,
        "changes": _changes(step.revision, version, step.kind) if wording.tells_changes else [],
        "note": _after(step, version) or wording.after,
        "due": in_words(step.due) if step.due else "",
        "preferences_url": absolute(reverse("mail_preferences")),
    }


def _without_account(step: Step) -> str:
    """Whoever submits or takes back through a link."""
    return step.page.outside_author if step.kind in {Kind.SUBMITTED, Kind.WITHDRAWN} else ""


def _after(step: Step, version: Any) -> str:
    """What happens next, when it depends on the version."""
    task_state = in_review(step.page) if step.kind is Kind.VOTED else None
    if task_state:
        missing = voices_needed(task_state) - task_state.approvals.count()
        voices = "une approbation" if missing == 1 else f"{missing} approbations"
        return f"Il manque encore {voices}, au plus tard le {in_words(due_on(task_state))}."
    if step.kind is Kind.APPROVED and version.go_live_at and version.go_live_at > timezone.now():
        moment = timezone.localtime(version.go_live_at)
        return f"Mise en ligne prévue le {in_words(moment.date())} à {moment:%H:%M}."
    return "La mise en ligne se fera avec celle de son lot." if step.kind is Kind.APPROVED else ""


def _comment(step: Step) -> str:
    """Of an approval, everything that the reviewers wrote."""
    if step.kind not in {Kind.APPROVED, Kind.PUBLISHED}:
        return step.comment
    voices = Approval.objects.filter(task_state=_last_task_state(step.revision)).exclude(comment="").order_by("pk")
    comments = [(str(voice.user or "Compte fermé"), voice.comment) for voice in voices.select_related("user")]
    return comments[0][1] if len(comments) == 1 else "\n\n".join(f"{who} : {comment}" for who, comment in comments)


def _changes(revision: Any, version: Any, kind: Kind) -> list[str]:
    """Sentences; of restricted answers, only which changed. Empty when the comparison is not possible: a step is
    not undone for that.
    """
    publication = publication_before(revision)
    before = publication.revision if publication else None
    if publication and before is None:
        return []
    try:
        with transaction.atomic():
            changes = difference_since(before, revision).changes if before else changes_between(None, version)
    except Exception:
        logger.exception("Version %s cannot be compared", revision.pk)
        return []
    told = [change.sentence for change in changes if not change.restricted]
    unsaid = dict.fromkeys(change.label for change in changes if change.restricted)
    restricted = [f"Modifié aussi, non public : {', '.join(unsaid)}"] if unsaid else []
    if before is None:
        return [FIRST_VERSION, *restricted] if WORDINGS[kind].wish is Wish.TO_REVIEW else []
    left = len(told) - LONGEST_LIST
    more = [f"et {left} autre{'s' if left > 1 else ''} changement{'s' if left > 1 else ''}"] if left > 0 else []
    return [*told[:LONGEST_LIST], *more, *restricted]


def _event(kind: Kind, step: Step) -> str:
    """What happened, once: a version may be submitted, withdrawn and submitted again, or put online twice by a lot."""
    if kind in {Kind.PUBLISHED, Kind.TAKEN_OFFLINE}:
        publication = last_publication(step.page)
        return f"publication:{kind.name.lower()}:{publication.pk if publication else step.revision.pk}"
    task_state = _last_task_state(step.revision)
    voices = f":{task_state.approvals.count()}" if kind is Kind.VOTED else ""
    return f"relecture:{kind.name.lower()}:{task_state.pk}{voices}"


def _last_task_state(revision: Any) -> Any:
    return revision.task_states.order_by("pk").last()
