"""What a follow keeps about a person, and until when (see `cms.members.personal_data`)."""

from datetime import timedelta

from django.utils import timezone

from cms.core.mail import absolute, queue
from cms.core.months import months_after
from cms.members.personal_data import Person, Rows, each
from concertation_pages.following.confirming import DAYS
from concertation_pages.following.pages import ADDRESS
from concertation_pages.following.stopping import stop
from concertation_pages.following.telling import is_public
from concertation_pages.models import Follow

KEPT_MONTHS = 24
"""Then a follow ends, and its owner is told how to begin again."""


def export(person: Person) -> Rows:
    return [
        {
            "adresse": follow.email,
            "page suivie": follow.page.title,
            "demandé le": f"{follow.created_at:%Y-%m-%d}",
            "confirmé le": f"{follow.confirmed_at:%Y-%m-%d}" if follow.confirmed_at else "",
        }
        for follow in Follow.objects.of(person.email).select_related("page")
    ]


def erase(person: Person) -> None:
    for follow in Follow.objects.of(person.email):
        stop(follow)


def forget() -> None:
    """Erase what was never confirmed, and end what is two years old."""
    now = timezone.now()
    each(Follow.objects.filter(confirmed_at=None, created_at__lt=now - timedelta(days=DAYS)), stop)
    oldest = months_after(timezone.localdate(now), -KEPT_MONTHS)
    each(Follow.objects.filter(confirmed_at__date__lt=oldest).select_related("page"), _end)


def _end(follow: Follow) -> None:
    """The last mail, which is not one of the follow: it must leave after it."""
    page = follow.page.specific
    if is_public(page):
        context = {"page": page, "url": absolute(f"{page.get_url()}{ADDRESS}/"), "action": "Suivre à nouveau"}
        queue("follow_end", follow.email, context, key=f"fin-de-suivi:{follow.pk}")
    stop(follow)
