"""What staff decide of a commitment. Each decision is one transaction: it reads the row again under a lock, is written
in the journal, and tells those who answer for the territory.
"""

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify

from cms.core.partial_dates import PartialDate
from cms.members.models import User
from cms.taxonomy.models import PUBLIC_STATES, ConsultationState
from cms.workflow.decisions import DecisionRefused
from cms.workflow.permissions import may_decide_commitments
from concertation_pages.commitment import mails
from concertation_pages.commitment.journal import Step, note
from concertation_pages.commitment.referents import revoke_links
from concertation_pages.commitment.requesting import PROVISIONAL, rivals
from concertation_pages.models import CampaignPage, Commitment, Referent
from concertation_pages.standing import settle

State = ConsultationState
VALIDATED_FROM = (State.CANDIDATE, State.REFUSED, State.WITHDRAWN)
REFUSED_FROM = (State.CANDIDATE,)
WITHDRAWN_FROM = PUBLIC_STATES
SLUG_LENGTH = 80


@transaction.atomic
def validate(commitment: Commitment, user: User) -> None:
    """Make the territory public, and give its referents the link to their space. Raises DecisionRefused, also when one
    of its collectivités answered the call otherwise: the campaign is locked, so that of two at once one comes first.
    """
    CampaignPage.objects.select_for_update().get(pk=commitment.campaign_id)
    current = _locked(commitment, user, VALIDATED_FROM)
    if rival := rivals(current).first():
        raise DecisionRefused(f"« {rival} » répond déjà à cet appel pour l’une de ces collectivités.")
    before, now = current.state, timezone.now()
    current.state = State.ENGAGED
    current.validated_at, current.validated_by, current.decision_reason = now, user, ""
    accepted_on = timezone.localdate(current.charter_accepted_at or now)
    current.committed_on = current.committed_on or PartialDate.of(accepted_on)
    if current.slug.startswith(PROVISIONAL):
        current.slug = _free_slug(current)
    current.save()
    settle(current)
    note(current, Step.VALIDATE, user)
    for referent in _known(current):
        if referent.confirmed_at:
            mails.tell_validated(referent, user)
        elif before != State.WITHDRAWN:  # nobody but staff named him: a territory invites from its space
            mails.send_space_link(referent, user)


@transaction.atomic
def refuse(commitment: Commitment, user: User, reason: str) -> None:
    """Say no to a candidature, and why. Raises DecisionRefused."""
    current = _locked(commitment, user, REFUSED_FROM)
    _close(current, user, State.REFUSED, reason)


@transaction.atomic
def withdraw(commitment: Commitment, user: User, reason: str) -> None:
    """Take the territory off the lists; its links no longer open. Raises DecisionRefused."""
    current = _locked(commitment, user, WITHDRAWN_FROM)
    _close(current, user, State.WITHDRAWN, reason)


def _close(current: Commitment, user: User, state: ConsultationState, reason: str) -> None:
    if not reason.strip():
        raise DecisionRefused("Dites à la collectivité pourquoi.")
    current.state, current.decision_reason = state, reason.strip()
    current.save()
    note(current, Step.REFUSE if state == State.REFUSED else Step.WITHDRAW, user, current.decision_reason)
    for referent in _known(current):
        revoke_links(referent, user)
        if referent.confirmed_at:
            mails.tell_closed(referent)


def _known(current: Commitment) -> QuerySet[Referent]:
    """Each knows the commitment as it has just been saved."""
    return current.referents.exclude(email="").select_related("commitment")


def _locked(commitment: Commitment, user: User, states: Collection[str]) -> Commitment:
    if not may_decide_commitments(user):
        raise DecisionRefused("Seule la rédaction décide d’un engagement.")
    current = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if current.state not in states:
        raise DecisionRefused(f"Cet engagement est déjà dans l’état « {current.get_state_display()} ».")
    return current


def _free_slug(commitment: Commitment) -> str:
    base = slugify(commitment.name)[:SLUG_LENGTH].strip("-") or "territoire"
    taken = set(Commitment.objects.filter(slug__startswith=base[: SLUG_LENGTH - 5]).values_list("slug", flat=True))
    numbered = (f"{base[: SLUG_LENGTH - 5]}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)
