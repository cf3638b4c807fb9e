"""What is new in each list that somebody follows, decided by the worker at the hour of the alert.

One transaction takes the alert, writes that everything up to now is told, and queues the mail: a process that dies
leaves all of it or nothing, and two workers never take the same one. After an outage of any length, of the worker or of
the mail server, one mail tells everything: one that has not left yet gives way to the next, without what was withdrawn.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from cms.core.content_version import current_version
from cms.core.mail import absolute, call_back
from search.alerts.addresses import manage_url
from search.alerts.calendar import next_mail
from search.alerts.mails import event, send
from search.alerts.selection import followed_by
from search.engines import engine
from search.facets import KIND
from search.models import Alert, IndexState, SearchEntry
from search.saved_lists import SavedList

logger = logging.getLogger(__name__)

NEWS = "nouveautes"
AT_ONCE = 100
"""Alerts of one sweep: the others wait for the next one, a few seconds later, rather than publication for them."""
LATER = timedelta(hours=1)
"""Before one that failed is tried again."""
SHOWN = 20


@dataclass(frozen=True)
class News:
    """An item as a mail shows it; `who` is its collectivité."""

    title: str
    kind: str
    who: str
    summary: str
    url: str


def send_due() -> None:
    """One alert that fails is tried again later, and holds neither another one nor a place in the next sweeps."""
    for alert in Alert.objects.due()[:AT_ONCE]:
        try:
            tell(alert)
        except Exception:
            logger.exception("%s could not be decided", alert)
            Alert.objects.filter(pk=alert.pk, due=alert.due).update(due=timezone.now() + LATER)


@transaction.atomic
def tell(alert: Alert) -> None:
    """Nothing new, no mail. Does nothing when another worker has taken it, or its owner has just changed it."""
    now, reached = timezone.now(), IndexState.reached()
    mine = Alert.objects.filter(pk=alert.pk, due=alert.due)
    if not mine.update(told=reached, due=next_mail(alert.rhythm, now)):
        return
    start = alert.told_before if call_back(f"{event(alert)}:{NEWS}") else alert.told
    Alert.objects.filter(pk=alert.pk).update(told_before=start)
    followed = followed_by(alert, current_version())
    if followed is None or followed.lost:
        Alert.objects.filter(pk=alert.pk).update(told=start)  # to be told when the list is back
        _say_lost(alert, followed)
    elif ids := _new(followed, start, reached):
        _tell_news(alert, followed, ids)


def _new(followed: SavedList, start: int, reached: int) -> list[int]:
    """Entries of the list that became public since the last mail that left, the first time or again; an edited one is
    not new.
    """
    appeared = SearchEntry.objects.public().filter(since__gt=start, since__lte=reached)
    return engine.among(appeared.values_list("pk", flat=True), followed.asked.query)


def _tell_news(alert: Alert, followed: SavedList, ids: Sequence[int]) -> None:
    context = {
        "news": [_news(entry, followed) for entry in engine.entries(ids[:SHOWN])],
        "total": len(ids),
        "others": max(0, len(ids) - SHOWN),
        "url": absolute(str(followed.address)),
        "action": "Voir toute la liste",
    }
    send("news", alert, followed, f"{NEWS}:{alert.due}", context)


def _say_lost(alert: Alert, followed: SavedList | None) -> None:
    """Once for each thing that is gone: the alert waits, in case it comes back."""
    gone = followed.lost if followed else ["La page de cette liste n’est plus en ligne."]
    context = {"gone": gone, "url": manage_url(alert), "action": "Gérer mon alerte"}
    send("lost", alert, followed, f"perdue:{slugify(' '.join(gone))[:100]}", context)


def _news(entry: SearchEntry, followed: SavedList) -> News:
    return News(
        title=entry.title,
        kind=followed.asked.catalogue.label(KIND, entry.kind),
        who=entry.card.get("authority", ""),
        summary=entry.summary,
        url=urljoin(settings.WAGTAILADMIN_BASE_URL, entry.url),
    )
