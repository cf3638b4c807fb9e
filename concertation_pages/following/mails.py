"""The mails of a follow: each says what is followed, why one receives it and how to stop."""

from collections.abc import Mapping
from typing import Any

from cms.core.mail import queue
from concertation_pages.following.addresses import stop_url
from concertation_pages.models import Follow


def event(follow: Follow) -> str:
    """Begins the key of each of its mails."""
    return f"suivi:{follow.pk}"


def send(name: str, follow: Follow, page: Any, moment: str, context: Mapping[str, Any]) -> None:
    """Queue `emails/follow_<name>`, once for this `moment`, with the headers by which a mail program unsubscribes."""
    own = {"page": page, "stop_url": stop_url(follow)}
    key = f"{event(follow)}:{moment}"
    queue(f"follow_{name}", follow.email, {**own, **context}, key=key, unsubscribe=stop_url(follow))
