"""Which pages are in which lot: an approved version of a page that is in an open lot waits for it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from cms.core.partial_dates import moment_in_words
from cms.members.models import User
from cms.members.roles import ADMINISTRATION, REDACTION, has_role
from cms.workflow.models import Release, ReleaseItem, ReleaseState
from cms.workflow.signals import Kind, Step

ADDED, LEFT = "workflow.lot_joined", "workflow.lot_left"


class LotRefusedError(Exception):
    """`problems`: sentences in French, each about a page or the lot. Nothing was changed."""

    def __init__(self, *problems: str) -> None:
        self.problems = list(problems)
        super().__init__(" ".join(problems))


def may_manage(user: Any) -> bool:
    """Lots are prepared and published by rédaction and administration; their pages are approved as any other."""
    return has_role(user, REDACTION, ADMINISTRATION)


def held() -> QuerySet[ReleaseItem]:
    """The places in a lot for which an approved version waits."""
    return ReleaseItem.objects.filter(is_open=True, approved_revision__isnull=False)


def take(revision: Revision) -> bool:
    """Keep a version just approved for the lot its page is in, if any."""
    item = ReleaseItem.objects.select_for_update().filter(page_id=int(revision.object_id), is_open=True).first()
    if item is None:
        return False
    item.approved_revision, item.parent_key = revision, parent_key(item.page)
    item.save(update_fields=["approved_revision", "parent_key"])
    return True


def leave_when_offline(sender: Any, step: Step, **kwargs: Any) -> None:
    """A page taken offline does not come back with its lot."""
    if step.kind is Kind.TAKEN_OFFLINE:
        leave(step.page, step.user)


@transaction.atomic
def add(release: Release, pages: Iterable[Page], user: User) -> None:
    """Put pages in a lot that is being prepared. Raises LotRefusedError, naming the pages that cannot be."""
    current = _open(release, user)
    keys = [page.pk for page in pages]
    list(Page.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))  # no approval meanwhile
    chosen = list(Page.objects.filter(pk__in=keys).order_by("pk").annotate_approved_schedule())
    if problems := _problems(chosen):
        raise LotRefusedError(*problems)
    ReleaseItem.objects.bulk_create(ReleaseItem(release=current, page=page, title=page.title) for page in chosen)
    for page in chosen:
        log(page, ADDED, user=user, data={"lot": current.title, "comment": current.title})


def _problems(pages: Sequence[Page]) -> list[str]:
    """Why some of these pages, that know whether they have a date, cannot join a lot."""
    places = ReleaseItem.objects.filter(page__in=pages, is_open=True).select_related("release")
    lots = {place.page_id: place.release for place in places}
    problems = []
    for page in pages:
        if page.pk in lots:
            problems.append(f"« {page.title} » est déjà dans le lot « {lots[page.pk]} ».")
        elif page.approved_schedule:
            problems.append(f"« {page.title} » a déjà une date de publication : annulez-la d’abord.")
    return problems


@transaction.atomic
def remove(item: ReleaseItem, user: User) -> None:
    """Take a page out of its lot. Its approved version, if any, is a draft again: nothing else would publish it."""
    _open(item.release, user)
    _leave(item, user)


def leave(page: Page, user: User | None) -> None:
    """Take a page out of the open lot it is in, if any."""
    for item in ReleaseItem.objects.filter(page_id=page.pk, is_open=True).select_related("page", "release"):
        _leave(item, user)


def _leave(item: ReleaseItem, user: User | None) -> None:
    if item.page:
        log(item.page.specific, LEFT, user=user, data={"lot": item.release.title, "comment": item.release.title})
    item.delete()


@transaction.atomic
def schedule(release: Release, date: datetime | None, user: User) -> str:
    """Say when the worker publishes the lot, or that it waits for somebody; the date in words."""
    current = _open(release, user)
    current.publish_at, current.tried_at, current.problems = date, None, []
    current.save(update_fields=["publish_at", "tried_at", "problems"])
    return moment_in_words(date) if date else ""


@transaction.atomic
def cancel(release: Release, user: User) -> None:
    """Give the lot up: its pages are free, and online as they were."""
    current = _open(release, user)
    current.state = ReleaseState.CANCELLED
    current.items.update(is_open=False)
    current.save(update_fields=["state"])


def _open(release: Release, user: User) -> Release:
    if not may_manage(user):
        raise PermissionDenied
    current = Release.objects.select_for_update().get(pk=release.pk)
    if not current.is_open:
        raise LotRefusedError(f"Le lot « {current} » est {current.get_state_display()} : il ne change plus.")
    return current


def parent_key(page: Page) -> int | None:
    parent = page.get_parent()
    return parent.pk if parent else None
