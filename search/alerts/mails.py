"""The mails of an alert: each says what is followed, why one receives it and how to stop."""

from collections.abc import Mapping
from typing import Any

from cms.core.mail import queue
from search.alerts.addresses import manage_url, stop_url
from search.models import Alert
from search.saved_lists import SavedList


def event(alert: Alert) -> str:
    """Begins the key of each of its mails."""
    return f"alerte:{alert.pk}"


def send(name: str, alert: Alert, followed: SavedList | None, moment: str, context: Mapping[str, Any]) -> None:
    """Queue `emails/alert_<name>`, once for this `moment`, with the headers by which a mail program unsubscribes."""
    own = {
        "alert": alert,
        "followed": followed,
        "manage_url": manage_url(alert),
        "stop_url": stop_url(alert),
    }
    key = f"{event(alert)}:{moment}"
    queue(f"alert_{name}", alert.email, {**own, **context}, key=key, unsubscribe=stop_url(alert))
