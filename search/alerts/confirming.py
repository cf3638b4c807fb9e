"""The page of the link that confirms a new alert. Opening it does nothing: programs that check mails open links."""

from typing import cast

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from cms.core.content_version import version_for
from cms.members.links import SignedLink
from search.alerts.addresses import manage_url
from search.alerts.calendar import next_mail
from search.alerts.selection import followed_by
from search.models import Alert

PURPOSE = "alerte"
DAYS = 7
"""Then an alert that nobody confirmed is erased."""


def answer(request: HttpRequest, link: SignedLink, rest: str) -> HttpResponseBase:
    """A button; once it has served, when the first mail is to come."""
    alert = cast("Alert", link.target)
    if request.method == "POST" and not link.used_at:
        confirm(alert, link)
        return redirect(request.path)
    context = {
        "title": "Votre alerte est confirmée" if link.used_at else "Confirmer cette alerte",
        "alert": alert,
        "followed": followed_by(alert, version_for(request)),
        "manage_url": manage_url(alert) if link.used_at else "",
    }
    return render(request, "pages/search/alert_confirmation.html", context)


@transaction.atomic
def confirm(alert: Alert, link: SignedLink) -> None:
    """From now on mails leave. Raises LinkRefused for a second of two answers sent together."""
    link.consume()
    now = timezone.now()
    Alert.objects.filter(pk=alert.pk).update(confirmed_at=now, kept_at=now, due=next_mail(alert.rhythm, now))
