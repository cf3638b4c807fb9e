"""Where the owner of an alert changes or stops it: an address that only its mails hold, and that does not expire.

It is made again for each mail from the secret of the alert and the key of the site; a copy of the database does not
give it.
"""

from django.core.signing import BadSignature, Signer
from django.http import Http404
from django.urls import reverse

from cms.core.mail import absolute
from search.models import Alert

_signer = Signer(sep=".", salt="search.alerts")


def token_of(alert: Alert) -> str:
    return _signer.sign(alert.secret)


def manage_url(alert: Alert) -> str:
    """Whole, for a mail."""
    return absolute(reverse("alert", args=[token_of(alert)]))


def stop_url(alert: Alert) -> str:
    """Whole, for a mail and for its headers."""
    return absolute(reverse("alert_stop", args=[token_of(alert)]))


def alert_of(token: str) -> Alert | None:
    """None when it was stopped. Raises Http404 for an address that the site never made."""
    try:
        secret = _signer.unsign(token)
    except BadSignature:
        raise Http404 from None
    return Alert.objects.filter(secret=secret).first()
