"""What a commitment keeps about a person, and until when (see `cms.members.personal_data`)."""

import datetime
from functools import partial

from django.utils import timezone

from cms.members.personal_data import Person, Rows, each
from concertation_pages.commitment.keeping import kept_until
from concertation_pages.commitment.mails import DAYS, PURPOSE
from concertation_pages.commitment.referents import erase as erase_referent
from concertation_pages.commitment.referents import links_of
from concertation_pages.models import CampaignPage, Commitment, Referent
from concertation_pages.space.retention import forget_drafts


def export(person: Person) -> Rows:
    return [
        {
            "adresse": referent.email,
            "nom": referent.name,
            "fonction": referent.role,
            "territoire": referent.commitment.name,
            "campagne": referent.commitment.campaign.title,
            "confirmée le": f"{referent.confirmed_at:%Y-%m-%d}" if referent.confirmed_at else "",
        }
        for referent in _of(person)
    ]


def erase(person: Person) -> None:
    for referent in _of(person):
        erase_referent(referent)


def forget() -> None:
    """Erase what nobody confirmed, who has answered for a campaign long enough, and reports never sent."""
    old = timezone.now() - datetime.timedelta(days=DAYS)
    unconfirmed = Commitment.objects.filter(state=Commitment.State.UNCONFIRMED, created_at__lt=old)
    each(unconfirmed, partial(_erase_unconfirmed, old))
    over = Referent.objects.filter(commitment__campaign__in=CampaignPage.over(), erased_at=None)
    each(over.select_related("commitment__campaign"), _erase_after_all)
    forget_drafts()


def _erase_after_all(referent: Referent) -> None:
    until = kept_until(referent)
    if until and until < timezone.localdate():
        erase_referent(referent)


def _erase_unconfirmed(old: datetime.datetime, commitment: Commitment) -> None:
    """Unless it was confirmed meanwhile, or a later link to confirm still opens."""
    held = Commitment.objects.select_for_update().filter(pk=commitment.pk, state=Commitment.State.UNCONFIRMED).first()
    referents = list(held.referents.all()) if held else []
    recent = {"purpose": PURPOSE, "created_at__gte": old, "revoked_at": None}
    if held is None or any(links_of(referent).filter(**recent).exists() for referent in referents):
        return
    for referent in referents:
        erase_referent(referent)
        links_of(referent).update(expires_at=timezone.now(), revoked_at=None)  # the link says that it expired
    held.delete()


def _of(person: Person) -> list[Referent]:
    if not person.email:
        return []
    return list(Referent.objects.filter(email__iexact=person.email).select_related("commitment__campaign"))
