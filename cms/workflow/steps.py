"""The steps of the workflow: each one is a transaction, reads everything again under a lock, and asks `may` first."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page, TaskState

from cms.workflow.checks import blocking_findings
from cms.workflow.models import Approval, voices_needed
from cms.workflow.permissions import Action, State, in_review, may, may_from_outside, parties_of, state_of
from cms.workflow.signals import Kind, Step, tell


class StepRefused(PermissionDenied):
    """`message` says why, in French; nothing was changed."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


def submit(page: Any, user: Any) -> TaskState:
    """Ask for a review of the last version saved; after « modifications demandées » the same review goes on."""
    with _locked(page) as current:
        if state_of(current) == State.LIVE or not may(user, Action.SUBMIT, current):
            raise StepRefused(f"Cette page ne peut pas être soumise : elle est {state_of(current).label}.")
        return _start(current, user)


def submit_from_outside(page: Any) -> TaskState:
    """Ask for a review of the last version saved, on behalf of whoever wrote it through a link, without account. No
    reviewer wrote it: any of them may approve.
    """
    with _locked(page) as current:
        if state_of(current) == State.LIVE or not may_from_outside(Action.SUBMIT, current):
            raise StepRefused(f"Cette page ne peut pas être soumise : elle est {state_of(current).label}.")
        return _start(current, None)


def _start(page: Any, user: Any) -> TaskState:
    state = page.current_workflow_state
    if state:
        state.resume(user)
    else:
        workflow = page.get_workflow()
        if workflow is None:
            raise StepRefused("Aucun circuit de relecture n’est en place : lancez la commande « roles ».")
        workflow.start(page, user)
    task_state = in_review(page)
    assert task_state is not None  # noqa: S101  # it has just started
    return task_state


def approve(task_state: TaskState, user: Any, comment: str = "") -> None:
    """Give one's voice; with the last one needed, the version is published, scheduled or kept by its lot."""
    wrong = _what_is_wrong(task_state)  # a version submitted never changes: it is read before the lock
    with _deciding(task_state, user, Action.APPROVE) as (page, current):
        if wrong:
            raise StepRefused(f"Cette version ne peut pas être approuvée. {wrong}")
        completes = current.approvals.count() + 1 >= voices_needed(current)
        Approval.objects.create(task_state=current, user=user, comment=comment, completes=completes)
        if completes:
            _publish_approved(current, user, comment)
        else:
            log(page, "cms.workflow.vote", user=user, revision=current.revision, data={"comment": comment})
            tell(Step(Kind.VOTED, page, current.revision, user, comment))


def _publish_approved(current: Any, user: Any, comment: str) -> None:
    try:
        current.approve(user=user, comment=comment)
    except ValidationError as error:  # what is online changed since it was read
        raise StepRefused(f"Cette version ne peut pas être mise en ligne. {' '.join(error.messages)}") from error


def ask_changes(task_state: TaskState, user: Any, comment: str) -> None:
    """Give the text back to its authors, who are told what to change."""
    if not comment.strip():
        raise StepRefused("Dites à l’auteur ce qu’il doit modifier.")
    with _deciding(task_state, user, Action.ASK_CHANGES) as (_, current):
        current.reject(user=user, comment=comment)


def refuse(task_state: TaskState, user: Any, reason: str) -> None:
    """End the review. The draft stays, and may be submitted again."""
    if not reason.strip():
        raise StepRefused("Dites à l’auteur pourquoi.")
    with _deciding(task_state, user, Action.REFUSE) as (page, current):
        log(page, "cms.workflow.refuse", user=user, revision=current.revision, data={"comment": reason})
        state = current.workflow_state
        state.refusal = reason  # read by the receiver of the cancellation
        state.cancel(user=user)
        TaskState.objects.filter(pk=current.pk).update(comment=reason)


def withdraw(page: Any, user: Any) -> None:
    """Take one's own text back from review."""
    with _locked(page) as current:
        if not may(user, Action.WITHDRAW, current):
            raise StepRefused("Seuls les auteurs de cette version peuvent la retirer de la relecture.")
        current.current_workflow_state.cancel(user=user)


def withdraw_from_outside(page: Any) -> None:
    """Take back from review what was submitted through a link."""
    with _locked(page) as current:
        if not may_from_outside(Action.WITHDRAW, current):
            raise StepRefused("Cette version n’est pas en relecture, ou c’est l’équipe du site qui l’a soumise.")
        current.current_workflow_state.cancel(user=None)


def take_offline(page: Any, user: Any, reason: str) -> None:
    """Withdraw a live page at once, with what would put it back: its review, its date, its place in a lot."""
    if not reason.strip():
        raise StepRefused("Dites pourquoi cette page est retirée.")
    with _locked(page) as current:
        if not may(user, Action.TAKE_OFFLINE, current):
            raise StepRefused("Cette page n’est pas en ligne, ou votre rôle ne permet pas de la retirer.")
        revision = current.live_revision or current.latest_revision
        if revision is None:  # made by code: what was online is kept, to come back after a review
            revision = current.save_revision(changed=False)
        state = current.current_workflow_state
        if state:
            state.cancel(user=user)
        UnpublishPageAction(current, user=user, log_action=False).execute(skip_permission_checks=True)
        log(current, "cms.page.take_offline", user=user, revision=revision, data={"comment": reason})
        tell(Step(Kind.TAKEN_OFFLINE, current, revision, user, reason))


@contextmanager
def _locked(page: Any) -> Iterator[Any]:
    """The page as it is now, that nobody else changes the state of meanwhile. On SQLite the transaction is the lock."""
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=page.pk)
        yield Page.objects.get(pk=page.pk).specific


@contextmanager
def _deciding(task_state: TaskState, user: Any, action: Action) -> Iterator[tuple[Any, Any]]:
    """The page and the task as they are now, if this person may still decide."""
    with _locked(task_state.workflow_state.content_object) as page:
        current = TaskState.objects.select_related("workflow_state", "task", "revision").get(pk=task_state.pk)
        if current.status != TaskState.STATUS_IN_PROGRESS:
            raise StepRefused(_ended(current))
        if not may(user, action, page):
            raise StepRefused(_why_not(user, current))
        yield page, current.specific


def _what_is_wrong(task_state: TaskState) -> str:
    """What no reviewer may let through: a required answer that is missing, a figure without its source."""
    version = task_state.revision.as_object()
    return " ".join(finding.text for finding in blocking_findings(version))


def _ended(task_state: TaskState) -> str:
    how = {
        TaskState.STATUS_APPROVED: "approuvée",
        TaskState.STATUS_REJECTED: "rendue à son auteur avec une demande de modifications",
    }.get(task_state.status, "close")
    by = f" par {task_state.finished_by}" if task_state.finished_by else ""
    return f"Cette relecture est terminée : elle a été {how}{by}."


def _why_not(user: Any, task_state: Any) -> str:
    if task_state.approvals.filter(user=user).exists():
        return "Vous avez déjà approuvé cette version : une autre personne doit le faire aussi."
    if user.pk in parties_of(task_state.workflow_state.content_object):
        return "Vous ne pouvez pas décider de cette version : vous parlez pour le territoire dont elle traite."
    return "Vous ne pouvez pas décider de cette version : vous l’avez écrite ou soumise, ou vous n’êtes pas relecteur."
