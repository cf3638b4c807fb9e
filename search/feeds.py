"""The newest items of any selection, for feed readers: RSS 2.0, and Atom (RFC 4287) below it."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape

from cms.core.frame import frame
from search.addresses import ATOM
from search.asking import Asked, ask
from search.conditions import chips, notices
from search.engines import Selection, engine
from search.engines.base import RECENT
from search.forms import printable
from search.models import SearchEntry
from search.results import Result, entry_key, result

MAX_ITEMS = 50

Entries = Sequence[SearchEntry]


class AtomFeed(Atom1Feed):
    """Each of its items has been given the moment of its last change."""

    def latest_post_date(self) -> datetime:
        """Of the last change; of an empty feed, the beginning of the day, so that it stays the same until tomorrow."""
        return max((item["updateddate"] for item in self.items), default=_midnight(timezone.localdate()))


def feed_response(request: HttpRequest, base: Selection, title: str) -> HttpResponse:
    """The feed of the list whose address is above that of the request: in Atom when the address ends so.

    As on the page, an unknown value is ignored; the description of the feed says so.
    """
    asked = ask(request, base, MAX_ITEMS)
    entries = engine.database.search(replace(asked.query, sort=RECENT, page=1)).entries  # no order of relevance to lose
    make = _atom if request.path.endswith(f"/{ATOM}/") else _rss
    feed: AtomFeed | Rss201rev2Feed = make(request, asked, entries, title)
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def feed_title(asked: Asked, title: str, site_name: str) -> str:
    """« Thématique : Mobilités – Bibliothèque – IA des territoires »."""
    return " – ".join(filter(None, [", ".join(chip.label for chip in chips(asked)), title, site_name]))


def _rss(request: HttpRequest, asked: Asked, entries: Entries, title: str) -> Rss201rev2Feed:
    """Readers show titles and descriptions as HTML: the text is escaped once more than XML asks."""
    told = _told(request, asked, title)
    feed = Rss201rev2Feed(**{**told, "title": escape(told["title"]), "description": escape(told["description"])})
    for entry in entries:
        item = result(entry, asked.catalogue)
        feed.add_item(
            **_item(request, item),
            title=printable(escape(entry.title)),
            unique_id=item.key,
            unique_id_is_permalink=False,
        )
    return feed


def _atom(request: HttpRequest, asked: Asked, entries: Entries, title: str) -> AtomFeed:
    """Titles are text and summaries HTML. An item was updated when what the site says of it last changed."""
    told = _told(request, asked, title)
    feed = AtomFeed(**told, subtitle=told["description"])
    changed = _last_changes(entries)
    for entry in entries:
        item = result(entry, asked.catalogue)
        feed.add_item(
            **_item(request, item),
            title=printable(entry.title),
            unique_id=uuid.uuid5(uuid.NAMESPACE_URL, f"{settings.WAGTAILADMIN_BASE_URL}#{item.key}").urn,
            updateddate=changed.get(item.key) or _midnight(timezone.localdate()),
        )
    return feed


def _told(request: HttpRequest, asked: Asked, title: str) -> dict[str, Any]:
    """What a feed says of itself, as text."""
    name = frame(request).identity.name
    return {
        "title": printable(feed_title(asked, title, name)),
        "author_name": name,
        "link": request.build_absolute_uri(str(asked.address)),
        "description": printable(" ".join(["Les contenus les plus récents de cette liste.", *notices(asked)])),
        "language": "fr",
        "feed_url": request.build_absolute_uri(),
    }


def _item(request: HttpRequest, item: Result) -> dict[str, Any]:
    return {
        "link": request.build_absolute_uri(item.url),
        "description": printable(escape(item.summary)),
        "pubdate": _moment(item.date),
        "categories": [item.kind_label],
    }


def _last_changes(entries: Entries) -> dict[str, datetime]:
    """By the key of each result, whatever engine found it."""
    objects = Q(pk__in=[])
    for source in {entry.source for entry in entries}:
        objects |= Q(source=source, object_id__in=[entry.object_id for entry in entries if entry.source == source])
    written = SearchEntry.objects.public().filter(objects).only("source", "object_id", "fragment", "written_at")
    return {entry_key(entry): entry.written_at for entry in written}


def _moment(day: str) -> datetime | None:
    """Midnight in the time zone of the site; nothing for a year or a month alone."""
    return _midnight(date.fromisoformat(day)) if len(day) == 10 else None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
