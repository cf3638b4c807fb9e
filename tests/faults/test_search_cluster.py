"""Three nodes and a replica: the node that holds the primary shard is killed while the site searches and writes."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from library_pages.models import LibraryIndexPage
from search.engines import SearchQuery
from search.engines.base import RELEVANCE
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.text_query import Synonyms, parse
from tests.elasticsearch import OwnNode, free_ports, indexed, searching_with
from tests.factories import UseCasePageFactory
from tests.faults.test_mail_kill import wait_until
from tests.faults.test_search_faults import worker
from tests.search.indexed import projected

pytestmark = [pytest.mark.cluster, pytest.mark.faults, pytest.mark.django_db(transaction=True)]

BEFORE, MEANWHILE = 20, 30
SEARCHERS, BREATH = 3, 0.02
PATIENCE = 20.0
"""Seconds for a search: what is shown is that none fails, on a machine that starts again what it has lost."""


@pytest.fixture
def nodes() -> Iterator[Sequence[OwnNode]]:
    """A cluster on this machine; each node is named after its port."""
    ports = free_ports(3)
    seeds = ",".join(f"127.0.0.1:{port + 100}" for port in ports)
    options = ("--heap", "512m", "--nodes", ",".join(f"node-{port}" for port in ports), "--seed-hosts", seeds)
    nodes = [OwnNode(f"http://127.0.0.1:{port}", port, options) for port in ports]
    with ThreadPoolExecutor(len(nodes)) as pool:
        try:
            list(pool.map(OwnNode.start, nodes))
            yield nodes
        finally:
            list(pool.map(OwnNode.wipe, nodes))


class Searchers:
    """Threads that search the cluster, until they are told to stop."""

    def __init__(self) -> None:
        self.found: list[int] = []
        """Totals, in the order of the answers."""
        self.failures: list[Exception] = []
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._search) for _ in range(SEARCHERS)]

    def __enter__(self) -> "Searchers":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _search(self) -> None:
        engine = ElasticsearchEngine()
        query = SearchQuery("1", text=parse("fiche", Synonyms()), sort=RELEVANCE, counted=["theme"])
        while not self._stop.wait(BREATH):
            try:
                self.found.append(engine.search(query).total)
            except Exception as error:  # noqa: BLE001  # whatever it is, the test says it
                self.failures.append(error)

    def answer(self, more: int) -> None:
        """Wait for that many answers, whatever the time they take; none may fail."""
        goal = len(self.found) + more
        wait_until(lambda: len(self.found) >= goal or bool(self.failures))
        assert self.failures == []


def write(library: LibraryIndexPage, count: int) -> None:
    for _ in range(count):
        UseCasePageFactory(parent=library)


def holder(nodes: Sequence[OwnNode], index: str) -> OwnNode:
    """The node of the primary shard."""
    (shard,) = [row for row in nodes[0].call(f"_cat/shards/{index}?format=json") if row["prirep"] == "p"]
    return next(node for node in nodes if shard["node"] == f"node-{node.port}")


def test_a_node_killed_under_load_fails_no_search_and_loses_no_write(
    nodes: Sequence[OwnNode],
    library: LibraryIndexPage,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.ELASTICSEARCH_TIMEOUT = PATIENCE
    with searching_with(",".join(node.url for node in nodes), settings, monkeypatch) as prefix, worker():
        write(library, BEFORE)
        wait_until(lambda: indexed(nodes[0], prefix) == projected())
        (index,) = nodes[0].indices(prefix)
        health = nodes[0].call(f"_cluster/health/{index}?wait_for_status=green&timeout=50s")
        assert (health["status"], health["active_shards"]) == ("green", 2)  # the primary and its replica

        with Searchers() as searchers:
            searchers.answer(50)
            killed = holder(nodes, index)
            killed.kill()
            write(library, MEANWHILE)
            searchers.answer(100)
            survivor = next(node for node in nodes if node != killed)
            wait_until(lambda: indexed(survivor, prefix) == projected())
            searchers.answer(50)

        assert searchers.failures == []
        assert min(searchers.found) >= BEFORE
        assert searchers.found[-1] >= BEFORE + MEANWHILE
