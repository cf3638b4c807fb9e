"""Somebody filled the form: what is written, and the mail that asks to confirm. Nothing of it is public."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from cms.taxonomy.models import PUBLIC_STATES
from cms.territories.models import LocalAuthority
from concertation_pages.commitment.mails import ask_to_confirm
from concertation_pages.commitment.words import Words
from concertation_pages.models import CampaignPage, Commitment, CommitmentAuthority, Referent

PROVISIONAL = "demande-"
"""Begins the identifier of a commitment that is not public yet: it leaves its name free."""
BY_RECIPIENT = 3
"""Demands that name the same person in a day."""
TAKEN = (Commitment.State.CANDIDATE, *PUBLIC_STATES)
"""States in which a collectivité has answered the call. An unconfirmed demand takes nothing from anybody."""


def committed(campaign: CampaignPage, authorities: Iterable[LocalAuthority]) -> models.QuerySet[Commitment]:
    """What these collectivités have already undertaken in this campaign."""
    keys = [authority.pk for authority in authorities]
    taken = Commitment.objects.filter(campaign=campaign, state__in=TAKEN, authorities__authority__in=keys)
    return taken.distinct()


def rivals(commitment: Commitment) -> models.QuerySet[Commitment]:
    """Other answers to the same call by one of its collectivités."""
    authorities = [row.authority for row in commitment.authorities.select_related("authority")]
    return committed(commitment.campaign, authorities).exclude(pk=commitment.pk)


def is_received(token: uuid.UUID) -> bool:
    """Whether this form was already sent."""
    return Commitment.objects.filter(token=token).exists()


def is_often_asked(email: str) -> bool:
    """Whether this address has had enough of our mails for a day. Its rows are counted and not the forms: one that is
    sent several times at once makes a single row.
    """
    yesterday = timezone.now() - timedelta(days=1)
    return Referent.objects.filter(email__iexact=email, created_at__gt=yesterday).count() >= BY_RECIPIENT


def receive(campaign: CampaignPage, authorities: Sequence[LocalAuthority], answers: Mapping[str, Any]) -> None:
    """Keep the answers of a valid form, once for each token, and mail a link to the address given."""
    try:
        with transaction.atomic():
            commitment = _kept(campaign, authorities, answers)
            told = {name: answers[name] for name in ("email", "name", "role")}
            ask_to_confirm(Referent.objects.create(commitment=commitment, **told))
    except IntegrityError:
        if not is_received(answers["token"]):
            raise


def _kept(campaign: CampaignPage, authorities: Sequence[LocalAuthority], answers: Mapping[str, Any]) -> Commitment:
    words, now = Words.of(campaign), timezone.now()
    token: uuid.UUID = answers["token"]
    commitment = Commitment(
        campaign=campaign,
        name=answers["territory"] if len(authorities) > 1 else authorities[0].name,
        slug=f"{PROVISIONAL}{token.hex[:16]}",
        expected_start=answers["expected_start"],
        charter_version=words.version,
        charter_text=words.text,
        charter_accepted_at=now,
        sharing_accepted_at=now,
        token=token,
    )
    commitment.publics = list(answers["publics"])
    commitment.authorities.set(
        [CommitmentAuthority(authority=authority, sort_order=order) for order, authority in enumerate(authorities)]
    )
    commitment.save()
    return commitment
