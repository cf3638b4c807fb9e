"""Which engine answers: Elasticsearch when it is there and says what the database says, else the database."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import TypeVar

from django.conf import settings
from django.db.models import Exists
from pyroaring import BitMap

from search.engines.base import WINDOW, SearchQuery, SearchResponse
from search.engines.bitmaps import Bitmaps
from search.engines.breaker import Breaker
from search.engines.database import DatabaseEngine
from search.engines.elasticsearch.client import alias, configured
from search.engines.elasticsearch.engine import ElasticsearchEngine, UnavailableError
from search.engines.elasticsearch.mapping import FINGERPRINT
from search.models import IndexHealth, SearchEntry

logger = logging.getLogger(__name__)
T = TypeVar("T")
_stand_ins: ContextVar[int] = ContextVar("stand_ins", default=0)

TRUSTED_FOR = 2.0
"""Seconds. An entry that changes makes another version; only what a worker finds wrong in the index waits that long."""


@dataclass
class Cluster:
    """What this process knows of the cluster that the settings name."""

    breaker: Breaker = field(default_factory=Breaker)
    caught_up: tuple[str, float] = ("", 0.0)
    """A version of the content that the index holds, and until when nothing else is asked about it."""
    refusals: set[str] = field(default_factory=set)
    """Why questions were refused, each said once in the logs."""


class Router:
    """The door to both engines. An answer is never older than the database, and there is always one.

    What compares entries rather than searches them (`bitmaps`, `found`, `among`, `entries`, `every`) is always the
    database's.
    """

    def __init__(self) -> None:
        self.database = DatabaseEngine()
        self.elasticsearch = ElasticsearchEngine()
        self._clusters: dict[tuple[str, str], Cluster] = {}

    def search(self, query: SearchQuery) -> SearchResponse:
        """`degraded` when Elasticsearch should have answered and the database did."""
        if query.twins_of or query.page * query.per_page > WINDOW:
            return self.database.search(query)
        response, degraded = self._either(
            query.version, lambda: self.elasticsearch.search(query), lambda: self.database.search(query)
        )
        return replace(response, degraded=degraded)

    def totals(self, queries: Sequence[SearchQuery]) -> list[int]:
        """Sets of this process know every total; only words are better counted by the engine that finds them."""
        if any(query.twins_of for query in queries) or not any(query.text for query in queries):
            return self.database.totals(queries)
        return self._either(
            queries[0].version, lambda: self.elasticsearch.totals(queries), lambda: self.database.totals(queries)
        )[0]

    def complete(self, words: Sequence[str], within: SearchQuery, limit: int) -> list[SearchEntry]:
        return self._either(
            within.version,
            lambda: self.elasticsearch.complete(words, within, limit),
            lambda: self.database.complete(words, within, limit),
        )[0]

    def correct(self, text: str, version: str) -> str:
        return self._either(
            version,
            lambda: self.elasticsearch.correct(text, version),
            lambda: self.database.correct(text, version),
        )[0]

    def examples(self, words: Iterable[str], within: SearchQuery) -> list[SearchEntry]:
        return self._either(
            within.version,
            lambda: list(self.elasticsearch.search(within).entries),
            lambda: self.database.examples(words, within),
        )[0]

    def every(self, query: SearchQuery, limit: int) -> tuple[int, Iterator[SearchEntry]]:
        return self.database.every(query, limit)

    def bitmaps(self, version: str) -> Bitmaps:
        return self.database.bitmaps(version)

    def found(self, query: SearchQuery) -> BitMap:
        return self.database.found(query)

    def among(self, ids: Iterable[int], query: SearchQuery) -> list[int]:
        return self.database.among(ids, query)

    def entries(self, ids: Sequence[int]) -> list[SearchEntry]:
        return self.database.entries(ids)

    def _either(self, version: str, ask: Callable[[], T], fall_back: Callable[[], T]) -> tuple[T, bool]:
        """The answer, and whether it is the database's for want of a cluster that works."""
        if not configured():
            return fall_back(), False
        cluster = self._clusters.setdefault((settings.ELASTICSEARCH_URL, alias()), Cluster())
        if not (cluster.breaker.closed or self._is_back(cluster)):
            return self._standing_in(fall_back)
        if not _is_caught_up(cluster, version):
            return fall_back(), False
        try:
            return ask(), False
        except UnavailableError as error:
            _note(cluster, error)
        return self._standing_in(fall_back)

    @property
    def stand_ins(self) -> int:
        """Answers given so far, to the request that asks this, by the database for want of Elasticsearch."""
        return _stand_ins.get()

    def _standing_in(self, fall_back: Callable[[], T]) -> tuple[T, bool]:
        _stand_ins.set(_stand_ins.get() + 1)
        return fall_back(), True

    def _is_back(self, cluster: Cluster) -> bool:
        """Asked by one request at a time, for a moment; the others do not wait for it."""
        if not cluster.breaker.take_probe():
            return False
        try:
            self.elasticsearch.probe()
        except UnavailableError:
            cluster.breaker.failed()
            return False
        cluster.breaker.succeeded()
        logger.info("Elasticsearch answers again")
        return True


def _is_caught_up(cluster: Cluster, version: str) -> bool:
    """Whether the index holds every entry of that version; one query, at times."""
    known_version, until = cluster.caught_up
    if version and known_version == version and time.monotonic() < until:
        return True
    pending = Exists(SearchEntry.objects.filter(pushed=False))
    known = IndexHealth.objects.exclude(index="").filter(mapping=FINGERPRINT, reconcile_due=False)
    if not known.filter(~pending).exists():
        return False
    cluster.caught_up = (version, time.monotonic() + TRUSTED_FOR)
    return True


def _note(cluster: Cluster, error: UnavailableError) -> None:
    """A cluster that refuses one question is well: the next ones are asked."""
    if error.refused:
        if str(error) not in cluster.refusals:
            logger.warning("Elasticsearch refused a question, the database answered: %s", error)
        cluster.refusals.add(str(error))
    elif cluster.breaker.failed():
        logger.warning("Elasticsearch does not answer, the database does until it is back: %s", error)
