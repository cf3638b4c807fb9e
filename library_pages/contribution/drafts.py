"""Drafts of contributors: pages and revisions like those of the editors, written by the same code."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from wagtail.models import Page

from cms.members.models import User
from cms.workflow.permissions import Action, may
from cms.workflow.steps import StepRefused
from library_pages.contribution.answers import copy_answer, differing
from library_pages.contribution.questions import Question, Rows
from library_pages.contribution.step_form import StepForm
from library_pages.models import Contribution, LibraryIndexPage, UseCasePage

SLUG_LENGTH = 80


class Conflict(Exception):  # noqa: N818 - what happened, not a failure
    """Somebody saved other answers to the same questions meanwhile. Nothing was written."""

    def __init__(self, current: UseCasePage, mine: UseCasePage, asked: list[Question | Rows]) -> None:
        self.current, self.mine, self.asked = current, mine, asked
        super().__init__("conflict")


def library() -> LibraryIndexPage | None:
    """Where fiches are created."""
    found: LibraryIndexPage | None = LibraryIndexPage.objects.live().first()
    return found


def created_by(token: uuid.UUID, user: User) -> UseCasePage | None:
    """The fiche that this form has already created."""
    found: UseCasePage | None = UseCasePage.objects.filter(contribution__token=token, owner=user).first()
    return found


def create(user: User, token: uuid.UUID, page: UseCasePage, inspired_by: int | None) -> UseCasePage:
    """A new draft. The same form sent twice, even at the same moment, makes one. Raises StepRefused."""
    try:
        with transaction.atomic():
            found = created_by(token, user) or _create(user, token, page, inspired_by)
    except IntegrityError:
        again = created_by(token, user)
        if again is None:
            raise
        return again
    return found


def _create(user: User, token: uuid.UUID, page: UseCasePage, inspired_by: int | None) -> UseCasePage:
    parent: Any = library()
    if parent is None or not may(user, Action.CREATE, parent):
        raise StepRefused("La bibliothèque ne reçoit pas de fiche en ce moment.")
    parent = LibraryIndexPage.objects.select_for_update().get(pk=parent.pk)
    page.live = False
    page.owner = page.content_owner = user
    page.slug = _free_slug(parent, page.title)
    parent.add_child(instance=page)
    page.save_revision(user=user, log_action=True, clean=False)
    Contribution.objects.create(token=token, page=page, inspired_by_id=inspired_by)
    return page


def _free_slug(parent: Page, title: str) -> str:
    base = slugify(title)[:SLUG_LENGTH].strip("-") or "fiche"
    taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)


def save_step(page: UseCasePage, user: User, form: StepForm, base: int | None) -> None:
    """Save the answers of a valid form, made from the version whose key is `base`, as a new version.

    What others saved meanwhile to other questions stays. Raises Conflict when it was to the same ones, StepRefused when
    the page may not be edited any more.
    """
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=page.pk)
        current_page: Any = UseCasePage.objects.get(pk=page.pk)
        if not may(user, Action.EDIT, current_page):
            raise StepRefused("Cette fiche ne peut pas être modifiée en ce moment.")
        before = version(current_page, base)
        current = version(current_page, current_page.latest_revision_id)
        form.apply()
        mine = differing(form.step, form.page, before or current)
        both = [asked for asked in mine if asked in _theirs(form, before, current)]
        if both:
            raise Conflict(current, form.page, both)
        for asked in mine:
            copy_answer(asked, form.page, current)
        if mine:
            current.content_owner = current.content_owner or user
            current.save_revision(user=user, log_action=True, clean=False)


def _theirs(form: StepForm, before: Any, current: Any) -> list[Question | Rows]:
    """Questions that others answered meanwhile, and not like him; of a version that is no more, every difference."""
    unlike = differing(form.step, form.page, current)
    return unlike if before is None else [q for q in unlike if q in differing(form.step, before, current)]


def version(page: UseCasePage, key: int | None) -> Any:
    """One version of the page, None when it does not exist; the last one has the key `latest_revision_id`."""
    revision = page.revisions.filter(pk=key).first() if key else None
    if revision is None:
        return None
    found: Any = revision.as_object()
    found.latest_key = revision.pk
    return found


def last_version(page: UseCasePage) -> Any:
    found: Any = page.get_latest_revision_as_object()
    found.latest_key = page.latest_revision_id
    return found


def was_submitted(page: UseCasePage) -> bool:
    return bool(page.workflow_states.exists())


def may_delete(user: User, page: UseCasePage) -> bool:
    """A draft nobody but its collectivité ever read."""
    return not was_submitted(page) and may(user, Action.DELETE, page)


def delete(user: User, page: UseCasePage) -> None:
    """Raises StepRefused."""
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=page.pk)
        current: Any = UseCasePage.objects.get(pk=page.pk)
        if not may_delete(user, current):
            raise StepRefused("Cette fiche a déjà été soumise : elle ne peut plus être supprimée ici.")
        current.delete(user=user)
