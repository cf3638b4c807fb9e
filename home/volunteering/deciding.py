"""What staff answer to a demand. Each answer is one transaction: it reads the row again under a lock, is written in the
journal, and tells the person who asked.
"""

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.core import content_version
from cms.core.mail import forget as forget_mails
from cms.members.models import User
from cms.workflow.decisions import DecisionRefused
from cms.workflow.permissions import may_answer_volunteers
from home.models.dependency import DependencyPage
from home.models.volunteer import Volunteer, VolunteerState
from home.volunteering import mails
from home.volunteering.journal import Step, note

ACCEPTED_FROM = (VolunteerState.ASKED, VolunteerState.REFUSED)
REFUSED_FROM = (VolunteerState.ASKED,)
WITHDRAWN_FROM = (VolunteerState.ASKED, VolunteerState.ACCEPTED)
TAKEN = "Une autre demande porte déjà cette collectivité."


def accept(volunteer: Volunteer, user: User) -> None:
    """Make the name of the collectivité public. Raises DecisionRefused, also when another demand has it."""
    page = DependencyPage.objects.live().first()
    try:
        with transaction.atomic():
            current = _decided(volunteer, user, Step.ACCEPT, ACCEPTED_FROM)
            if current.email:
                mails.tell_accepted(current, page.url if page else "/")
    except IntegrityError:
        raise DecisionRefused(TAKEN) from None


def refuse(volunteer: Volunteer, user: User, reason: str) -> None:
    """Say no, and why. Raises DecisionRefused."""
    _close(volunteer, user, Step.REFUSE, REFUSED_FROM, reason)


def withdraw(volunteer: Volunteer, user: User, reason: str) -> None:
    """Take the collectivité off the page, or its demand off the desk. Raises DecisionRefused."""
    _close(volunteer, user, Step.WITHDRAW, WITHDRAWN_FROM, reason)


@transaction.atomic
def erase(volunteer: Volunteer) -> None:
    """The row stays, without anybody in it: a collectivité that was accepted stays so, and a demand that waited for an
    answer makes room for another.
    """
    for link in volunteer.links.filter(revoked_at=None):
        link.revoke(None)
    volunteer.links.update(email="")
    forget_mails(mails.event(volunteer))
    held = Volunteer.objects.select_for_update().get(pk=volunteer.pk)
    held.email = held.name = held.role = ""
    held.erased_at = timezone.now()
    if held.state == VolunteerState.ASKED:
        held.state = VolunteerState.WITHDRAWN
        note(held, Step.WITHDRAW)
    held.save(update_fields=["email", "name", "role", "erased_at", "state"])


@transaction.atomic
def _close(volunteer: Volunteer, user: User, step: Step, states: Collection[str], reason: str) -> None:
    if not reason.strip():
        raise DecisionRefused("Dites à la collectivité pourquoi.")
    current = _decided(volunteer, user, step, states, reason.strip())
    if current.email:
        mails.tell_closed(current)


def _decided(volunteer: Volunteer, user: User, step: Step, states: Collection[str], reason: str = "") -> Volunteer:
    """The row, in the state that this step leads to."""
    if not may_answer_volunteers(user):
        raise DecisionRefused("Seule la rédaction répond à une demande.")
    current = Volunteer.objects.select_for_update().get(pk=volunteer.pk)
    if current.state not in states:
        raise DecisionRefused(f"Cette demande est déjà dans l’état « {current.get_state_display()} ».")
    current.state, current.decision_reason = step.state, reason
    current.decided_at, current.decided_by = timezone.now(), user
    current.save()
    content_version.renew()  # of all that happens to a demand, only this may be read by the public
    note(current, step, user, reason)
    return current
