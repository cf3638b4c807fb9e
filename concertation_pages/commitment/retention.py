"""What a commitment keeps about a person, and until when (see `cms.members.personal_data`)."""

import datetime

from django.utils import timezone

from cms.members.personal_data import Person, Rows
from concertation_pages.commitment.mails import DAYS
from concertation_pages.commitment.referents import erase as erase_referent
from concertation_pages.commitment.referents import links_of
from concertation_pages.models import CampaignPage, Commitment, Referent

YEARS_KEPT = 1
"""After the end of the campaign. A campaign without an end keeps its referents: they still answer for it."""


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
    """Erase what nobody confirmed, and who answered for a campaign that ended long ago."""
    old = timezone.now() - datetime.timedelta(days=DAYS)
    for commitment in Commitment.objects.filter(state=Commitment.State.UNCONFIRMED, created_at__lt=old):
        for referent in commitment.referents.all():
            links_of(referent).update(expires_at=timezone.now())  # the link says that it expired
            erase_referent(referent)
        commitment.delete()
    for campaign in CampaignPage.objects.exclude(closes_on=None):
        if campaign.closes_on and _a_year_after(campaign.closes_on.last_day) < timezone.localdate():
            for referent in Referent.objects.filter(commitment__campaign=campaign, erased_at=None):
                erase_referent(referent)


def _of(person: Person) -> list[Referent]:
    if not person.email:
        return []
    return list(Referent.objects.filter(email__iexact=person.email).select_related("commitment__campaign"))


def _a_year_after(day: datetime.date) -> datetime.date:
    """The same date, or 1 March after a 29 February."""
    try:
        return day.replace(year=day.year + YEARS_KEPT)
    except ValueError:
        return datetime.date(day.year + YEARS_KEPT, 3, 1)
