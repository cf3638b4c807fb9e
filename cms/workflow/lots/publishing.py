"""Lots go online, all of their pages or none, and come back in one gesture.

At the publication everything is checked again: what blocks is named, kept on the lot, and mailed to rédaction.
"""

import logging
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from cms.members.models import User
from cms.workflow.lots.mails import tell_failure
from cms.workflow.lots.preparing import LotRefusedError, may_manage, parent_key
from cms.workflow.models import Release, ReleaseItem, ReleaseState
from cms.workflow.scheduling.reasons import reason_of
from cms.workflow.signals import silent_steps

logger = logging.getLogger(__name__)

PUBLISHED, ROLLED_BACK = "workflow.lot_published", "workflow.lot_rolled_back"


def publish(release: Release, user: User | None = None) -> bool:
    """Put every page of the lot online, or none. False when somebody already did.

    `user` is None for the worker, at the date of the lot. Raises LotRefusedError: what blocks is also kept on the lot
    and mailed to rédaction.
    """
    if user and not may_manage(user):
        raise PermissionDenied
    try:
        with transaction.atomic():
            return _publish(release, user)
    except LotRefusedError as refusal:
        _record(release, refusal.problems)
        raise


def _publish(release: Release, user: User | None) -> bool:
    current = Release.objects.select_for_update().get(pk=release.pk)
    if not current.is_open:
        return False
    items = _locked_items(current)
    if problems := problems_of(items):
        raise LotRefusedError(*problems)
    for item in sorted(items, key=lambda item: item.page.path):  # a page goes online after the one above it
        item.previous_revision, item.was_live = item.page.live_revision, item.page.live
        _put_online(item, item.approved_revision, user, PUBLISHED)
        item.is_open = False
        item.save(update_fields=["previous_revision", "was_live", "is_open"])
    current.state, current.problems = ReleaseState.PUBLISHED, []
    current.published_at, current.published_by = timezone.now(), user
    current.save(update_fields=["state", "problems", "published_at", "published_by"])
    return True


def problems_of(items: Iterable[ReleaseItem]) -> list[str]:
    """What would block the publication of these items now."""
    found = list(items)
    if not found:
        return ["Le lot est vide."]
    reasons = [(item.title, problem_of(item, parent_key(item.page) if item.page else None)) for item in found]
    return [f"« {title} » {reason}." for title, reason in reasons if reason]


def problem_of(item: ReleaseItem, parent: int | None) -> str:
    """What blocks this page, whose parent is now `parent`; empty when nothing does."""
    page, revision = item.page, item.approved_revision
    if page is None:
        return "a été supprimée"
    if revision is None:
        return "n’est pas approuvée"
    if parent != item.parent_key:
        return "a changé de place depuis son approbation"
    if page.live_revision_id and page.live_revision_id > revision.pk:
        return "a déjà une version plus récente en ligne"
    go_live_at = parse_datetime(revision.content.get("go_live_at") or "")
    if go_live_at and go_live_at > timezone.now():
        return "a sa propre date de publication"
    return ""


def _locked_items(release: Release) -> list[ReleaseItem]:
    """On PostgreSQL no step of the workflow moves under the publication; on SQLite the transaction is the lock."""
    list(Page.objects.select_for_update().filter(release_items__release=release).order_by("pk"))
    return list(release.items.select_related("page", "page__live_revision", "approved_revision", "previous_revision"))


def roll_back(release: Release, user: User) -> list[str]:
    """Put back what was online before the lot, all of it or nothing. The titles of pages left as they are, because
    somebody published something newer since.
    """
    if not may_manage(user):
        raise PermissionDenied
    with transaction.atomic(), silent_steps():
        current = Release.objects.select_for_update().get(pk=release.pk)
        if current.state != ReleaseState.PUBLISHED:
            raise LotRefusedError("Ce lot n’est pas en ligne.")
        if not current.may_go_back:
            raise LotRefusedError(
                "Ce lot est en ligne depuis plus de sept jours : modifiez ses pages et soumettez-les."
            )
        items = sorted(_locked_items(current), key=lambda item: item.page.path if item.page else "", reverse=True)
        kept = [item.title for item in items if not _put_back(item, user)]
        current.state = ReleaseState.ROLLED_BACK
        current.save(update_fields=["state"])
    return kept


def _put_back(item: ReleaseItem, user: User) -> bool:
    page = item.page
    if page is None or page.live_revision_id != item.approved_revision_id:
        return False
    if item.was_live and item.previous_revision is None:
        return False
    if item.previous_revision:
        _put_online(item, item.previous_revision, user, ROLLED_BACK)
    else:
        action = UnpublishPageAction(page.specific, user=user, log_action=ROLLED_BACK)
        action.execute(skip_permission_checks=True)  # nobody may unpublish in the screens of Wagtail
    return True


def _put_online(item: ReleaseItem, revision: Any, user: User | None, log_action: str) -> None:
    try:
        revision.publish(user=user, skip_permission_checks=True, log_action=log_action)
    except OperationalError:
        raise  # the database is busy or gone: nothing is wrong with the page
    except Exception as error:
        logger.exception("%s of lot %s cannot be published", item.page_id, item.release_id)
        raise LotRefusedError(f"« {item.title} » n’a pas pu être publiée : {reason_of(error)}.") from error


def publish_due() -> None:
    """Publish the lots whose date has come, in order. One that fails waits for somebody; the others do not."""
    now = timezone.now()
    due = Release.objects.filter(state=ReleaseState.PREPARED, publish_at__lte=now).order_by("publish_at", "pk")
    for release in due:
        if release.tried_at and release.publish_at and release.tried_at >= release.publish_at:
            continue
        try:
            publish(release)
        except LotRefusedError:
            continue  # recorded and mailed
        except Exception:
            logger.exception("Lot %s cannot be published", release.pk)


def _record(release: Release, problems: list[str]) -> None:
    with transaction.atomic():
        current = Release.objects.select_for_update().get(pk=release.pk)
        current.problems, current.tried_at = problems, timezone.now()
        current.save(update_fields=["problems", "tried_at"])
        tell_failure(current)
