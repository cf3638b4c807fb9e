"""The newest items of any selection, for feed readers (RSS 2.0)."""

from dataclasses import replace
from datetime import date, datetime, time

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.html import escape

from cms.core.frame import frame
from search.asking import Asked, ask
from search.conditions import chips, notices
from search.engines import Selection, engine
from search.engines.base import RECENT
from search.forms import printable
from search.results import Result, result

MAX_ITEMS = 50


def feed_response(request: HttpRequest, base: Selection, title: str) -> HttpResponse:
    """The feed of the list whose address is above that of the request.

    As on the page, an unknown value is ignored; the description of the feed says so.
    """
    return HttpResponse(_feed(request, base, title), content_type=Rss201rev2Feed.content_type)


def feed_title(asked: Asked, title: str, site_name: str) -> str:
    """« Thématique : Mobilités – Bibliothèque – IA des territoires »."""
    return " – ".join(filter(None, [", ".join(chip.label for chip in chips(asked)), title, site_name]))


def _feed(request: HttpRequest, base: Selection, title: str) -> str:
    """Readers show titles and descriptions as HTML: the text is escaped once more than XML asks."""
    asked = ask(request, base, MAX_ITEMS)
    name = frame(request).identity.name
    feed = Rss201rev2Feed(
        title=printable(escape(feed_title(asked, title, name))),
        link=request.build_absolute_uri(str(asked.address)),
        description=printable(escape(" ".join(["Les contenus les plus récents de cette liste.", *notices(asked)]))),
        language="fr",
        feed_url=request.build_absolute_uri(),
    )
    for entry in engine.search(replace(asked.query, sort=RECENT, page=1)).entries:
        _add(feed, request, result(entry, asked.catalogue))
    return feed.writeString("utf-8")


def _add(feed: Rss201rev2Feed, request: HttpRequest, item: Result) -> None:
    feed.add_item(
        title=printable(str(item.title)),
        link=request.build_absolute_uri(item.url),
        description=printable(escape(item.summary)),
        unique_id=item.key,
        unique_id_is_permalink=False,
        pubdate=_moment(item.date),
        categories=[item.kind_label],
    )


def _moment(day: str) -> datetime | None:
    """Midnight in the time zone of the site; nothing for a year or a month alone."""
    return timezone.make_aware(datetime.combine(date.fromisoformat(day), time.min)) if len(day) == 10 else None
