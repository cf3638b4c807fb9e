"""What an alert keeps about a person, and until when (see `cms.members.personal_data`)."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from cms.core.content_version import current_version
from cms.members.personal_data import Person, Rows, each
from search.alerts.addresses import manage_url
from search.alerts.confirming import DAYS
from search.alerts.mails import send
from search.alerts.selection import followed_by
from search.alerts.stopping import stop
from search.models import Alert

WANTED = timedelta(days=730)
"""Its owner is asked 24 months after he last said to want it…"""
ANSWERED = timedelta(days=30)
"""… and it is erased when he has not answered by then."""


def export(person: Person) -> Rows:
    return [
        {
            "adresse": alert.email,
            "liste": alert.path,
            "critères": alert.conditions,
            "rythme": alert.rhythm,
            "état": alert.state,
            "demandée le": f"{alert.created_at:%Y-%m-%d}",
            "confirmée le": f"{alert.confirmed_at:%Y-%m-%d}" if alert.confirmed_at else "",
        }
        for alert in Alert.objects.of(person.email)
    ]


def erase(person: Person) -> None:
    for alert in Alert.objects.of(person.email):
        stop(alert)


def forget() -> None:
    """Erase what was never confirmed and what nobody answered for; ask about the rest that is old."""
    now = timezone.now()
    unconfirmed = Q(confirmed_at=None, created_at__lt=now - timedelta(days=DAYS))
    each(Alert.objects.filter(unconfirmed | Q(warned_at__lt=now - ANSWERED)), stop)
    each(Alert.objects.filter(kept_at__lt=now - WANTED, warned_at=None), _ask_whether_wanted)


def _ask_whether_wanted(alert: Alert) -> None:
    now = timezone.now()
    context = {"until": timezone.localdate(now + ANSWERED), "url": manage_url(alert), "action": "Garder mon alerte"}
    send("keep", alert, followed_by(alert, current_version()), f"garder:{timezone.localdate(now)}", context)
    Alert.objects.filter(pk=alert.pk).update(warned_at=now)
