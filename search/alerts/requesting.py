"""Somebody typed an address: what is written, whatever the site already knows of it."""

import hashlib
from typing import cast
from urllib.parse import urlencode

from django.db import transaction
from django.utils import timezone

from cms.core.content_version import current_version
from cms.core.mail import absolute, queue
from cms.members import links
from cms.members.links import SignedLink
from cms.members.subscriptions import close_links, is_asked_just_now, kept
from search.alerts.addresses import manage_url
from search.alerts.confirming import DAYS, PURPOSE
from search.alerts.mails import event, send
from search.alerts.selection import followed_by
from search.models import Alert, IndexState
from search.saved_lists import SavedList


@transaction.atomic
def request_alert(followed: SavedList, email: str, rhythm: str) -> None:
    """Mail a link to confirm; to who follows this list already, the address where it is managed.

    The one who typed sees the same page in every case. A rhythm chosen again replaces that of an alert that nobody
    confirmed; that of a confirmed one is only changed from its mails.
    """
    alert = kept(_wanted(followed, email, rhythm))
    if alert.confirmed_at:
        context = {"url": manage_url(alert), "action": "Gérer mon alerte"}
        send("known", alert, followed, f"connue:{timezone.localdate()}", context)
    elif not is_asked_just_now(alert):
        alert.rhythm, alert.created_at = rhythm, timezone.now()  # the seven days are those of the new link
        alert.save(update_fields=["rhythm", "created_at"])
        _ask_to_confirm(alert, followed)


def ask_again(link: SignedLink) -> None:
    """As if the address of this link were typed again for its list; of one that is gone, nothing is sent."""
    alert = cast("Alert", link.target)
    if followed := followed_by(alert, current_version()):
        request_alert(followed, alert.email, alert.rhythm)


def _wanted(followed: SavedList, email: str, rhythm: str) -> Alert:
    path, conditions = followed.listing.path, urlencode(followed.address.pairs)
    digest = hashlib.sha256("\n".join([email.lower(), path, conditions]).encode()).hexdigest()
    told = IndexState.reached()
    return Alert(email=email, path=path, conditions=conditions, digest=digest, rhythm=rhythm, told=told)


def _ask_to_confirm(alert: Alert, followed: SavedList) -> None:
    """A new link; those before no longer open. Whoever reads this mail may have asked for nothing: it repeats no word
    that was typed, or the form would send anybody's text to anybody.
    """
    close_links(alert)
    link, token = links.issue(PURPOSE, alert.email, alert, days=DAYS)
    context = {
        "alert": alert,
        "followed": followed,
        "days": DAYS,
        "url": absolute(links.address(token)),
        "action": "Confirmer mon alerte",
    }
    queue("alert_request", alert.email, context, key=f"{event(alert)}:lien:{link.pk}")
