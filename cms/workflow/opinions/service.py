"""Review by link: somebody without account reads one version, comments it and gives an opinion.

The opinion is a row of its own and a line of the page's history, under that person's name. It decides nothing: a
relecteur does, and no approval is counted.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision, TaskState

from cms.core.mail import absolute, queue
from cms.members.links import KEPT, LinkRefused, Refusal, SignedLink, address, issue
from cms.members.models import User
from cms.members.personal_data import Person
from cms.workflow.models import Opinion, OpinionRequest, Publication
from cms.workflow.permissions import Action, in_review, may

PURPOSE = "relecture"
DAYS = 7
ASKED, GIVEN, REVOKED = "workflow.opinion_asked", "workflow.opinion_given", "workflow.opinion_revoked"
ERASED = "Une personne dont les données ont été effacées"
SUPERSEDED = "Une version plus récente de « {} » a été soumise ou publiée depuis."


class OpinionRefusedError(Exception):
    """The message says why, in French."""


def version_to_read(page: Page) -> Revision | None:
    """The version under review, else the last one saved: what an opinion is asked on."""
    task_state = in_review(page)
    return task_state.revision if task_state else page.get_latest_revision()


@transaction.atomic
def ask(page: Page, user: User, opinion: OpinionRequest) -> OpinionRequest:
    """Save `opinion` (its person and message are filled) and mail its link. Raises OpinionRefusedError."""
    page = Page.objects.select_for_update(of=("self",)).get(pk=page.pk).specific
    revision = version_to_read(page)
    if revision is None or not may(user, Action.REQUEST_OPINION, page):
        raise OpinionRefusedError("On ne peut pas demander d’avis sur cette page dans son état actuel.")
    opinion.page, opinion.requested_by = page, user
    opinion.revision, opinion.revision_key = revision, revision.pk
    opinion.save()
    opinion.link, token = issue(PURPOSE, opinion.email, opinion, days=DAYS, by=user)
    opinion.save(update_fields=["link"])
    log(page, ASKED, user=user, revision=revision, data={"opinion": opinion.pk, "person": opinion.person})
    context = {
        "asked": opinion,
        "title": revision.as_object().title,
        "expires": opinion.link.expires_at,
        "url": absolute(address(token)),
        "action": "Lire la page et donner mon avis",
    }
    queue("opinion_request", opinion.email, context, key=f"avis:{opinion.pk}")
    return opinion


@transaction.atomic
def answer(link: SignedLink, opinion: Opinion, comment: str, remarks: Sequence[dict[str, str]]) -> OpinionRequest:
    """Record what the person answers, once. Raises LinkRefused for a second answer or a version that moved on."""
    check(link)
    link.consume()
    request = OpinionRequest.objects.select_related("page", "revision", "requested_by").get(pk=link.object_id)
    request.opinion, request.comment, request.remarks = opinion, comment, list(remarks)
    request.answered_at = timezone.now()
    request.save(update_fields=["opinion", "comment", "remarks", "answered_at"])
    said = request.get_opinion_display()
    data = {"opinion": request.pk, "person": request.person, "answer": said, "comment": said}
    log(request.page.specific, GIVEN, revision=request.revision, data=data)
    if request.requested_by and request.requested_by.email:
        context = {
            "asked": request,
            "title": request.page.title,
            "url": absolute(reverse("opinions", args=[request.page_id])),
            "action": "Voir les avis de cette page",
        }
        queue("opinion_given", request.requested_by.email, context, key=f"avis-rendu:{request.pk}")
    return request


@transaction.atomic
def revoke(request: OpinionRequest, user: User) -> None:
    """Close the link of a person who has not answered."""
    if request.link and request.link.refusal is None:
        request.link.revoke(by=user)
        data = {"opinion": request.pk, "person": request.person}
        log(request.page.specific, REVOKED, user=user, revision=request.revision, data=data)


def check(link: SignedLink) -> None:
    """Raises LinkRefused when a newer version was submitted or published since the link was sent."""
    request: Any = link.target
    if request.revision is None or request.revision_key < newest_shown(request.page):
        raise LinkRefused(Refusal.SUPERSEDED, SUPERSEDED.format(request.page.title))


def newest_shown(page: Page) -> int:
    """Key of the newest version that was submitted or published; 0 when none was."""
    submitted = TaskState.objects.for_instance(page).aggregate(newest=Max("revision_id"))["newest"]
    published = Publication.objects.filter(page_id=page.pk).aggregate(newest=Max("revision_key"))["newest"]
    return max(submitted or 0, published or 0)


def opinions_of(page: Page) -> list[OpinionRequest]:
    """Every opinion asked on a page, the last asked first, each with its `situation`."""
    asked = page.opinion_requests.select_related("link", "requested_by", "revision").defer("revision__content")
    found = list(asked)
    newest = newest_shown(page) if found else 0
    for request in found:
        if request.link:
            request.link.target = request  # its state asks for it: no query for each
        request.situation = _situation(request, newest)
        request.is_waiting = request.situation == "attendu"
    return found


def _situation(request: OpinionRequest, newest: int) -> str:
    if request.answered_at:
        return str(request.get_opinion_display())
    refusal = request.link.refusal if request.link else Refusal.UNKNOWN
    if refusal is Refusal.REVOKED:
        return "lien révoqué"
    if refusal:
        return "lien expiré, sans réponse"
    return "dépassé par une version plus récente" if request.revision_key < newest else "attendu"


def export(person: Person) -> list[dict[str, Any]]:
    """What was asked of this person, and what he answered."""
    asked = OpinionRequest.objects.filter(email__iexact=person.email).exclude(email="").select_related("page")
    return [
        {
            "page": request.page.title,
            "nom": request.name,
            "fonction": request.role,
            "demandé le": request.requested_at.isoformat(),
            "avis": request.get_opinion_display(),
            "remarque générale": request.comment,
            "remarques par passage": request.remarks,
            "rendu le": request.answered_at.isoformat() if request.answered_at else None,
        }
        for request in asked
    ]


def erase(person: Person) -> None:
    """The opinion stays, as that of somebody: a version was changed because of it."""
    for request in OpinionRequest.objects.filter(email__iexact=person.email).exclude(email=""):
        request.name, request.role, request.email, request.message = ERASED, "", "", ""
        request.save(update_fields=["name", "role", "email", "message"])
        for entry in PageLogEntry.objects.filter(page_id=request.page_id, action__in=(ASKED, GIVEN, REVOKED)):
            if entry.data.get("opinion") == request.pk:
                entry.data["person"] = ERASED
                entry.save(update_fields=["data"])


def forget() -> None:
    """A year after the answer was due, the address of the person goes; name and opinion are the history of the page."""
    old = timezone.now() - KEPT
    OpinionRequest.objects.filter(requested_at__lt=old).exclude(email="").update(email="")
