"""A real Elasticsearch for the tests marked `elasticsearch`: that of ELASTICSEARCH_URL, and nodes of a test’s own."""

import json
import os
import random
import secrets
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings

LAUNCHER = str(Path(django_settings.BASE_DIR, ".ci", "elasticsearch"))
PATIENCE = 30.0
"""Seconds: what is tested is what Elasticsearch answers, on machines that are busy."""
QUICK_TO_START = "-XX:TieredStopAtLevel=1 -XX:-AlwaysPreTouch"


@dataclass(frozen=True)
class Node:
    """One Elasticsearch process. `call` fails with an OSError when it does not answer, or refuses."""

    url: str

    def call(self, path: str, body: Any = None, method: str = "GET") -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.url}/{path}", data, headers, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def indices(self, prefix: str) -> list[str]:
        return [row["index"] for row in self.call(f"_cat/indices/{prefix}*?format=json&expand_wildcards=all")]

    def delete_indices(self, prefix: str) -> None:
        for index in self.indices(prefix):
            self.call(index, method="DELETE")


@dataclass(frozen=True)
class OwnNode(Node):
    """A process that the test may stop, kill and start again, with its data."""

    port: int
    options: tuple[str, ...] = ()

    def start(self) -> None:
        """Raises CalledProcessError, with what the launcher said, when it cannot."""
        environment = {**os.environ, "ES_JAVA_OPTS": QUICK_TO_START}
        subprocess.run([LAUNCHER, "start", str(self.port), *self.options], env=environment, check=True, timeout=300)

    def kill(self) -> None:
        self._end("kill")

    def wipe(self) -> None:
        self._end("wipe")

    def suspend(self) -> None:
        """It keeps its connections open and answers nothing."""
        os.kill(self.pid, signal.SIGSTOP)

    def resume(self) -> None:
        os.kill(self.pid, signal.SIGCONT)

    @property
    def pid(self) -> int:
        return int(subprocess.check_output([LAUNCHER, "pid", str(self.port)]))

    def _end(self, command: str) -> None:
        subprocess.run([LAUNCHER, command, str(self.port)], check=True, timeout=120)


def indexed(node: Node, alias: str) -> dict[str, tuple[str, int]]:
    """Title and sequence of every document of the index in use, by id; nothing when there is none yet."""
    if not node.call(f"_cat/aliases/{alias}?format=json"):
        return {}
    found = node.call(f"{alias}/_search?size=10000&_source=title,sequence")["hits"]["hits"]
    return {hit["_id"]: (hit["_source"]["title"], hit["_source"]["sequence"]) for hit in found}


def required_url() -> str:
    """The address of the node, or the test is skipped; under REQUIRE_SERVICES=1 it fails."""
    address = os.environ.get("ELASTICSEARCH_URL", "")
    if not address and os.environ.get("REQUIRE_SERVICES") == "1":
        pytest.fail("REQUIRE_SERVICES=1, mais ELASTICSEARCH_URL ne désigne pas d’Elasticsearch.")
    if not address:
        pytest.skip("ELASTICSEARCH_URL n’est pas défini")
    return address


@contextmanager
def searching_with(address: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """This process, and those it starts, use these nodes under a prefix that nobody else has, which is given."""
    prefix = f"test-{secrets.token_hex(6)}"
    settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_INDEX = address, prefix
    monkeypatch.setenv("TEST_ELASTICSEARCH_URL", address)
    monkeypatch.setenv("ELASTICSEARCH_INDEX", prefix)
    yield prefix
    settings.ELASTICSEARCH_URL = ""


@pytest.fixture
def elasticsearch_index(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The prefix of the indices of this test, on the common node; they are deleted after it."""
    address = required_url()
    settings.ELASTICSEARCH_TIMEOUT = PATIENCE
    with searching_with(address, settings, monkeypatch) as prefix:
        yield prefix
    Node(address).delete_indices(prefix)


def free_ports(count: int) -> Sequence[int]:
    """Each with its transport port, a hundred above, free too; below those that the system lends to connections."""
    found: list[int] = []
    while len(found) < count:
        port = random.randrange(20_000, 32_000)
        try:
            for taken in (port, port + 100):
                socket.create_server(("127.0.0.1", taken)).close()
        except OSError:
            continue
        found.append(port)
    return found


@pytest.fixture(scope="module")
def own_node() -> Iterator[OwnNode]:
    """A node that these tests alone use, and may kill: they leave it started."""
    required_url()
    (port,) = free_ports(1)
    node = OwnNode(f"http://127.0.0.1:{port}", port)
    try:
        node.start()
        yield node
    finally:
        node.wipe()
