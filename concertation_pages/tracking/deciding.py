"""A point that waits becomes public, or does not: somebody who did not write it says so."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from cms.core.mail import queue
from cms.members.models import User
from cms.workflow.permissions import may_decide_point
from concertation_pages.commitment.keeping import RULE
from concertation_pages.commitment.mails import event
from concertation_pages.following.telling import tell_followers
from concertation_pages.models import ReportPage, StatusChange, TrackedItem
from concertation_pages.space.links import space_address
from concertation_pages.standing import settle

Decision = StatusChange.Decision


class PointRefused(Exception):  # noqa: N818  # a rule, not an accident
    """A decision that cannot be taken; its text is told to who tried."""


@transaction.atomic
def accept(change: StatusChange, user: User) -> StatusChange:
    """The point is public from now on: the state of the territory and its followers know. Raises PointRefused."""
    point = _decided(change, user, Decision.ACCEPTED)
    TrackedItem.objects.filter(pk=point.item_id).update(asked_on=None)
    page = point.item.page.specific
    if isinstance(page, ReportPage):
        settle(page.commitment)
    tell_followers(point)
    return point


@transaction.atomic
def refuse(change: StatusChange, user: User, reason: str) -> StatusChange:
    """The point stays unknown to the public; the territory that wrote it learns why. Raises PointRefused."""
    if not reason.strip():
        raise PointRefused("Dites pourquoi ce point est refusé.")
    point = _decided(change, user, Decision.REFUSED, reason.strip())
    if point.referent and point.referent.email:
        _tell_referent(point, user)
    return point


def _decided(change: StatusChange, user: User, decision: Decision, reason: str = "") -> StatusChange:
    """Under the lock of its row: of two answers sent together the second one is refused."""
    waiting = StatusChange.objects.select_for_update(of=("self",)).waiting()
    point = waiting.select_related("item__page", "referent", "status").filter(pk=change.pk).first()
    if point is None:
        raise PointRefused("Quelqu’un vient de décider de ce point.")
    if not may_decide_point(user, point):
        raise PointRefused("Vous avez écrit ce point : une autre personne en décide.")
    point.decision, point.decided_at, point.decided_by, point.decision_reason = decision, timezone.now(), user, reason
    point.save(update_fields=StatusChange.DECISION)
    return point


def _tell_referent(point: StatusChange, user: User) -> None:
    referent: Any = point.referent
    context = {
        "point": point,
        "page": point.item.page,
        "territory": referent.commitment.name,
        "kept": RULE,
        "url": space_address(referent, user),
        "action": "Reprendre la réponse",
    }
    queue("follow_up_refused", referent.email, context, key=f"{event(referent)}:refus:{point.pk}")
