"""What a demand keeps about a person, and until when (see `cms.members.personal_data`)."""

import datetime

from django.db.models import Q
from django.utils import timezone

from cms.core.mail import forget as forget_mails
from cms.core.months import months_after
from cms.members.personal_data import Person, Rows, each
from home.models.volunteer import Volunteer
from home.volunteering.deciding import erase as erase_referent
from home.volunteering.mails import DAYS, event

MONTHS_KEPT = 12
"""After the answer or the withdrawal; after the confirmation as long as nobody answered."""


def export(person: Person) -> Rows:
    return [
        {
            "adresse": volunteer.email,
            "nom": volunteer.name,
            "fonction": volunteer.role,
            "collectivité": volunteer.authority.name,
            "état": volunteer.get_state_display(),
            "confirmée le": f"{volunteer.confirmed_at:%Y-%m-%d}" if volunteer.confirmed_at else "",
        }
        for volunteer in Volunteer.objects.of(person.email).select_related("authority")
    ]


def erase(person: Person) -> None:
    for volunteer in Volunteer.objects.of(person.email):
        erase_referent(volunteer)


def forget() -> None:
    """Erase what nobody confirmed, and who asked for what was answered long ago."""
    old = timezone.now() - datetime.timedelta(days=DAYS)
    unconfirmed = Volunteer.objects.filter(state=Volunteer.State.UNCONFIRMED, created_at__lt=old)
    each(unconfirmed, _erase_unconfirmed)
    oldest = months_after(timezone.localdate(), -MONTHS_KEPT)
    answered, unanswered = Q(decided_at__date__lt=oldest), Q(decided_at=None, confirmed_at__date__lt=oldest)
    each(Volunteer.objects.filter(answered | unanswered, erased_at=None), erase_referent)


def _erase_unconfirmed(volunteer: Volunteer) -> None:
    """Unless it was confirmed meanwhile."""
    rows = Volunteer.objects.select_for_update().filter(pk=volunteer.pk, state=Volunteer.State.UNCONFIRMED)
    held = rows.order_by("pk").first()  # in the usual order PostgreSQL would lock the collectivité too
    if held:
        forget_mails(event(held))
        held.delete()
