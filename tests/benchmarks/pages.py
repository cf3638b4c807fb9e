"""`make bench`: CPU time per request of each public page, beside a bare Django view that answers the same bytes.

Both run under gunicorn with one synchronous worker, on loopback, in alternating rounds; the CPU time is the worker's
own, from the scheduler, so that another process on the machine does not count. Nothing is cached between requests
but what the site itself keeps.
"""

import argparse
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote, urlsplit

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "accueil": "/",
    "liste": "/bibliotheque/",
    "liste filtrée": "/bibliotheque/?theme={theme}",
    "fiche": "{fiche}",
    "recherche": "/recherche/?q=chatbot",
}
ROUNDS = 5
MAX_REQUESTS = 1000
START_LIMIT = 60
"""Seconds for gunicorn to answer."""


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201  # the output of a command


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=200, help=f"par page, {MAX_REQUESTS} au plus")
    requests = min(parser.parse_args().requests, MAX_REQUESTS)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        site = running.enter_context(serve("cms.wsgi", demonstration(folder)))
        addresses = resolve(site)
        pages = Path(folder) / "pages"
        pages.mkdir()
        for name, address in addresses.items():
            (pages / name).write_bytes(site.get(address))
        witness = running.enter_context(serve("tests.benchmarks.witness", {"WITNESS_PAGES": str(pages)}))
        say(f"{requests} requêtes par page, {ROUNDS} tours, médiane des tours, ms de processeur par requête")
        say(f"{'page':<16}{'octets':>9}{'site':>9}{'témoin':>9}{'rapport':>9}")
        for name, address in addresses.items():
            report(name, site, address, witness, requests)


def report(name: str, site: "Server", address: str, witness: "Server", requests: int) -> None:
    size = len(site.get(address))
    ours, bare = [], []
    for _ in range(ROUNDS):
        ours.append(site.cpu_per_request(address, requests // ROUNDS))
        bare.append(witness.cpu_per_request(f"/{name}", requests // ROUNDS))
    cost, floor = statistics.median(ours), statistics.median(bare)
    say(f"{name:<16}{size:>9}{cost:>9.2f}{floor:>9.2f}{cost / floor:>8.0f}×")


class Server:
    """A gunicorn of one worker; `worker` is the process whose CPU time counts."""

    def __init__(self, port: int, worker: int) -> None:
        self.port, self.worker = port, worker

    def get(self, address: str) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", quote(address, safe="/?=&"))
        response = connection.getresponse()
        body = response.read()
        connection.close()
        if response.status != http.HTTPStatus.OK:
            raise RuntimeError(f"{address} : {response.status}")
        return body

    def cpu_per_request(self, address: str, requests: int) -> float:
        """Milliseconds of CPU, after one request that warms up what the site keeps."""
        self.get(address)
        before = self._cpu()
        for _ in range(requests):
            self.get(address)
        return (self._cpu() - before) / requests / 1e6

    def _cpu(self) -> int:
        """Nanoseconds on a CPU since the worker began (it has one thread)."""
        return int(Path(f"/proc/{self.worker}/schedstat").read_text().split()[0])


@contextmanager
def serve(application: str, variables: dict[str, str]) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", "1"]
    process = subprocess.Popen(
        [*command, "--log-level", "error", "--no-control-socket"], cwd=ROOT, env=os.environ | variables
    )
    try:
        yield Server(port, wait_for_worker(process, port))
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for_worker(process: subprocess.Popen, port: int) -> int:
    """Process id of the one worker, once it answers anything."""
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline and process.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=START_LIMIT)
            connection.request("GET", "/healthz")
            connection.getresponse()
        except OSError:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.1)
        else:
            return int(Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()[0])
    raise RuntimeError("gunicorn ne répond pas")


def demonstration(folder: str) -> dict[str, str]:
    """The demonstration, loaded in a folder of its own; the variables that serve it."""
    variables = {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "cms.settings.demo", "LOG_LEVEL": "WARNING"}
    subprocess.run(
        [sys.executable, "manage.py", "prepare"], cwd=ROOT, env=os.environ | variables, check=True, timeout=300
    )
    return variables


def resolve(site: Server) -> dict[str, str]:
    """Addresses of the pages measured: the theme and the fiche are the first that the API gives."""
    answer = json.loads(site.get("/api/v1/recherche/?type=fiche"))
    values = {
        "theme": answer["facettes"]["theme"][0]["valeur"],
        "fiche": urlsplit(answer["resultats"][0]["url"]).path,
    }
    return {name: address.format(**values) for name, address in PAGES.items()}


if __name__ == "__main__":
    main()
