"""Where the owner of an alert changes or stops it."""

from django.urls import reverse

from cms.core.mail import absolute
from cms.core.secret_addresses import SecretAddresses
from search.models import Alert

ALERTS = SecretAddresses(Alert, "search.alerts")


def manage_url(alert: Alert) -> str:
    """Whole, for a mail."""
    return absolute(reverse("alert", args=[ALERTS.token_of(alert)]))


def stop_url(alert: Alert) -> str:
    """Whole, for a mail and for its headers."""
    return absolute(reverse("alert_stop", args=[ALERTS.token_of(alert)]))
