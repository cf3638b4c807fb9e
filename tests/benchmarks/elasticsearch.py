"""Time the two engines on the same entries and questions, in the same run, against `_search` with nothing around it.

    ELASTICSEARCH_URL=http://127.0.0.1:9200 python -m tests.benchmarks.elasticsearch --entries 10000 100000

The entries and the questions are those of `facets` (seed 42), in a SQLite database and an index created and destroyed
here. « à froid »: the caches of the cluster are emptied and nothing was asked yet; « à chaud »: asked before. The
floor is the same body sent on a connection that stays open, its answer read and thrown away; « rapport » is how much
longer the engine takes, question by question, each asked in turn in both ways.
"""

import argparse
import json
import os
import random
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import django
import urllib3

from tests.benchmarks.facets import fill, questions, say, words_of_the_demonstration

CLIENTS = 8
HEADERS = {"Content-Type": "application/json"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, nargs="+", default=[10_000])
    options = parser.parse_args()
    address = os.environ.pop("ELASTICSEARCH_URL", "")
    if not address:
        sys.exit("ELASTICSEARCH_URL doit désigner un Elasticsearch (.ci/elasticsearch start).")
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(DATA_DIR=folder, DJANGO_SETTINGS_MODULE="cms.settings.test", TEST_ELASTICSEARCH_URL=address)
        os.environ["ELASTICSEARCH_INDEX"] = f"bench-{secrets.token_hex(4)}"
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        sys.exit(sum(in_test_database(entries) for entries in options.entries))


def in_test_database(entries: int) -> int:
    """Number of questions to which the engines give another total or other counts."""
    from django.db import connection

    say(f"\n{entries} entrées")
    created = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        return run(entries)
    finally:
        delete_indices()
        connection.creation.destroy_test_db(created, verbosity=0)


def run(entries: int) -> int:
    from search.engines import DatabaseEngine, SearchQuery, engine
    from search.engines.elasticsearch.engine import ElasticsearchEngine

    chance = random.Random(42)
    vocabulary = words_of_the_demonstration()
    fill(chance, vocabulary, entries)
    build(entries)
    asked = questions(chance, vocabulary)
    base, cluster, floor = DatabaseEngine(), ElasticsearchEngine(), Floor(asked)
    base.totals([SearchQuery(asked[0].version)])  # the sets of facets are read once a process

    report("base, à froid", durations(base.search, asked))
    forget()
    report("_search, à froid", durations(floor.search, asked))
    forget()
    report("Elasticsearch, à froid", durations(cluster.search, asked))
    ways = {"base": base.search, "routeur": engine.search, "Elasticsearch": cluster.search, "_search": floor.search}
    compare(ways, asked)
    for label, search in ways.items():
        together(label, search, asked)
    weigh()
    wrong = sum(told(base.search(question)) != told(cluster.search(question)) for question in asked)
    say(f"Mêmes totaux et compteurs : {len(asked) - wrong}/{len(asked)}")
    say(f"Le routeur a répondu par : {engine.search(asked[0]).engine}")
    return wrong


def build(entries: int) -> None:
    from django.core.management import call_command

    started = time.perf_counter()
    call_command("search_rebuild", verbosity=0)
    spent = time.perf_counter() - started
    say(f"Index construit en {spent:.1f} s : {entries / spent:.0f} documents/s")


class Floor:
    """What any client pays: one HTTP request a question, already written, whose answer is not even read as JSON."""

    def __init__(self, asked: Sequence[Any]) -> None:
        from search.engines.elasticsearch.client import alias
        from search.engines.elasticsearch.request import request

        self._pool = urllib3.PoolManager(maxsize=CLIENTS)
        self._address = f"{address()}/{alias()}/_search?allow_partial_search_results=false"
        self._bodies = {id(question): json.dumps(request(question)).encode() for question in asked}

    def search(self, question: Any) -> bytes:
        answer = self._pool.request("POST", self._address, body=self._bodies[id(question)], headers=HEADERS)
        assert answer.status == 200, answer.data
        return answer.data


def durations(search: Callable[[Any], object], asked: Sequence[Any]) -> list[float]:
    """Milliseconds of each."""
    spent = []
    for question in asked:
        started = time.perf_counter()
        search(question)
        spent.append((time.perf_counter() - started) * 1_000)
    return spent


def report(label: str, spent: Sequence[float], more: str = "") -> None:
    worst = quantiles(spent, n=100)[94]
    say(f"{label:<34} p50 {median(spent):7.1f} ms   p95 {worst:7.1f} ms{more}")


def compare(ways: dict[str, Callable[[Any], object]], asked: Sequence[Any]) -> None:
    """Each question every way, four times, in turn; the best of each is kept: the machine has other things to do.

    The last way is the floor, which the others are reported against.
    """
    best: dict[str, list[float]] = {label: [] for label in ways}
    for question in asked:
        times: dict[str, list[float]] = {label: [] for label in ways}
        for turn in range(4):
            for label in [*ways] if turn % 2 else reversed(ways):
                times[label] += durations(ways[label], [question])
        for label, spent in times.items():
            best[label].append(min(spent))
    floor = best[[*ways][-1]]
    for label, spent in best.items():
        ratios = [ours / least for ours, least in zip(spent, floor, strict=True)]
        middle, worst = (quantiles(ratios, n=100)[cut] for cut in (49, 94))
        report(f"{label}, à chaud", spent, f"   rapport {middle:.2f} (p95 {worst:.2f})")


def together(label: str, search: Callable[[Any], object], asked: Sequence[Any]) -> None:
    """As many clients at once, in threads of this process; each asks its share."""
    started = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        shares = pool.map(lambda first: durations(search, asked[first::CLIENTS]), range(CLIENTS))
        spent = [one for share in shares for one in share]
    rate = len(asked) / (time.perf_counter() - started)
    report(f"{label}, {CLIENTS} clients", spent, f"   {rate:.0f} questions/s")


def told(response: Any) -> tuple[int, Any]:
    return response.total, response.counts


def address() -> str:
    from django.conf import settings

    return settings.ELASTICSEARCH_URL.split(",")[0].rstrip("/")


def forget() -> None:
    from search.engines.elasticsearch.client import alias, bulk_client

    bulk_client().indices.clear_cache(index=alias())


def weigh() -> None:
    """Of the index on the disk, of the cluster's process and of this one, in memory."""
    from search.engines.elasticsearch.client import alias, bulk_client

    size = bulk_client().indices.stats(index=alias(), metric="store")["_all"]["primaries"]["store"]["size_in_bytes"]
    say(f"Index : {size / 1e6:.0f} Mo sur le disque")
    for name, node in bulk_client().nodes.stats(metric="jvm").body["nodes"].items():
        heap = node["jvm"]["mem"]["heap_used_in_bytes"] / 1e6
        most = node["jvm"]["mem"]["heap_max_in_bytes"] / 1e6
        say(f"Elasticsearch {node.get('name') or name} : tas {heap:.0f} Mo sur {most:.0f} Mo")
    held = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    say(f"Ce processus : {int(held.split()[1]) / 1e3:.0f} Mo")


def delete_indices() -> None:
    from search.engines.elasticsearch.client import alias, bulk_client

    for index in bulk_client().indices.get(index=f"{alias()}-*").body:
        bulk_client().indices.delete(index=index)


if __name__ == "__main__":
    main()
