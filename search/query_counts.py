"""What visitors look for, counted beside their requests: memory first, the database a little later, by a thread.

Nobody is told apart, so one person who insists counts as several: a search is listed from `SHOWN_FROM` times on, which
keeps what was typed once out of sight, and what looks like an address or a number (of telephone, of a file) is not even
counted.
"""

import atexit
import logging
import re
import threading
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from django.db import connection, connections, transaction
from django.db.models import Sum
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from cms.core.page_cache import UNCACHED
from search.addresses import ATOM, FEED, FILTERS
from search.exports import EXPORTS
from search.forms import QueryField
from search.models import QueryCount

logger = logging.getLogger(__name__)

EVERY = 20.0
"""Seconds that a count may stay in memory; what a killed process held is lost, and that is no matter."""
MOST_KEPT = 1_000
"""Different searches held in memory; beyond, new ones are not counted until the next write."""
MOST_ROWS = 5_000
"""Different searches of one day."""
COUNT = """
INSERT INTO search_querycount (day, words, searches) VALUES (%s, %s, %s)
ON CONFLICT (day, words) DO UPDATE SET searches = search_querycount.searches + excluded.searches
"""
SHOWN_FROM = 3
RARE_KEPT = timedelta(days=30)
"""What was made fewer than `SHOWN_FROM` times is forgotten after that."""
KEPT = timedelta(days=396)
"""Thirteen months: the same season of the year before can still be compared."""
NOT_COUNTED = (*UNCACHED, "/alertes/", "/api/", "/recherche/suggestions/")
BELOW = (*(f"/{name}/" for name in (FILTERS, FEED, ATOM)), *(f"/{name}" for name in EXPORTS))
"""How the addresses below a list end: a program that asks whether its feed has changed is no search."""
PERSONAL = re.compile(r"@|\d[\d\s.-]{4,}\d")
LONGEST = 80


class Frequent(NamedTuple):
    words: str
    searches: int


class Tally:
    """Counts of this process, written by its own thread, which starts with the first search and not before a fork."""

    def __init__(self, every: float = EVERY) -> None:
        self._every = every
        self._counts: Counter[tuple[date, str]] = Counter()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def add(self, typed: str) -> None:
        words = QueryField(required=False).clean(typed).lower()
        if not words or len(words) > LONGEST or PERSONAL.search(words):
            return
        key = (timezone.localdate(timezone=timezone.get_default_timezone()), words)
        with self._lock:
            if key in self._counts or len(self._counts) < MOST_KEPT:
                self._counts[key] += 1
            if self._thread is None:
                self._thread = threading.Thread(target=self._write_later, name="query-counts", daemon=True)
                self._thread.start()

    def write(self) -> None:
        """Add what is in memory to the database; kept for the next time when the database refuses."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
        if not counts:
            return
        try:
            with transaction.atomic():
                for (day, words), searches in sorted(_within_limits(counts).items()):
                    _add(day, words, searches)
        except Exception:
            logger.exception("Searches not counted")
            with self._lock:
                self._counts.update(counts)

    def _write_later(self) -> None:
        threading.Event().wait(self._every)
        with self._lock:
            self._thread = None
        self.write()
        connections.close_all()


def _within_limits(counts: Counter[tuple[date, str]]) -> dict[tuple[date, str], int]:
    """On a day that has its number of rows, only what is known is still counted: nobody fills the table."""
    full = [day for day in {day for day, _ in counts} if QueryCount.objects.filter(day=day).count() >= MOST_ROWS]
    known = set(QueryCount.objects.filter(day__in=full).values_list("day", "words")) if full else set()
    return {key: searches for key, searches in counts.items() if key[0] not in full or key in known}


def _add(day: date, words: str, searches: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [connection.ops.adapt_datefield_value(day), words, searches])


tally = Tally()
atexit.register(tally.write)


class QueryCountMiddleware:
    """Above the page cache: a page that is remembered is a search all the same. Only as it was first made: to narrow
    it, to sort it or to turn its pages is not to search again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        typed = request.GET.get("q", "") if request.method == "GET" else ""
        if typed and len(request.GET) == 1 and _is_read(request, response):
            tally.add(typed)
        return response


def _is_read(request: HttpRequest, response: HttpResponseBase) -> bool:
    """A list that somebody reads: nothing of the admin, no address for machines, no page below a list, no register."""
    if request.path in {"/", "/collectivites/"} or request.path.startswith(NOT_COUNTED) or request.path.endswith(BELOW):
        return False
    html = response.headers.get("Content-Type", "").startswith("text/html")
    return response.status_code == 304 or (response.status_code == 200 and html)


def most_frequent(since: date, limit: int) -> list[Frequent]:
    """The searches made at least `SHOWN_FROM` times from that day on, most frequent first."""
    rows = QueryCount.objects.filter(day__gte=since).values("words").annotate(total=Sum("searches"))
    shown = rows.filter(total__gte=SHOWN_FROM).order_by("-total", "words")[:limit]
    return [Frequent(row["words"], row["total"]) for row in shown]


def forget() -> None:
    """Remove what is too old, and what was too rare to be shown."""
    today = timezone.localdate(timezone=timezone.get_default_timezone())
    QueryCount.objects.filter(day__lt=today - KEPT).delete()
    totals = QueryCount.objects.values("words").annotate(total=Sum("searches"))
    rare = totals.filter(total__lt=SHOWN_FROM).values("words")  # a subquery: there may be more than a statement takes
    QueryCount.objects.filter(day__lt=today - RARE_KEPT, words__in=rare).delete()
