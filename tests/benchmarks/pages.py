"""`make bench`: CPU time per request of each public page, beside a bare Django view that answers the same bytes.

Both run under gunicorn with one synchronous worker, on loopback, in alternating rounds; the CPU time is the worker's
own, from the scheduler, so that another process on the machine does not count.

« fait » is a page made for each request: a parameter that the site does not know keeps its address out of the page
cache. « gardé » comes from the cache, in the bytes that the witness answers; « gzip » and « 304 » are what a browser
gets. SQL is counted in another process on the same database, for a page made and for a page kept.
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
    "API": "/api/v1/recherche/?q=chatbot",
}
ROUNDS = 5
MAX_REQUESTS = 1000
START_LIMIT = 60
"""Seconds for gunicorn to answer."""


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201  # the output of a command


COLUMNS = ("fait", "gardé", "gzip", "304", "témoin")
UNKNOWN = "inconnu=1"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=200, help=f"par page, {MAX_REQUESTS} au plus")
    requests = min(parser.parse_args().requests, MAX_REQUESTS)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        variables = demonstration(folder)
        site = running.enter_context(serve("cms.wsgi", variables))
        addresses = resolve(site)
        pages = Path(folder) / "pages"
        pages.mkdir()
        for name, address in addresses.items():
            (pages / name).write_bytes(site.get(address))
        witness = running.enter_context(serve("tests.benchmarks.witness", {"WITNESS_PAGES": str(pages)}))
        statements = count_statements(variables, addresses)
        say(f"{requests} requêtes par page, {ROUNDS} tours, médiane des tours, ms de processeur par requête")
        say(f"{'page':<16}{'octets':>9}{'SQL':>8}" + "".join(f"{column:>9}" for column in COLUMNS))
        for name, address in addresses.items():
            size = len(site.get(address))
            costs = measure(name, site, address, witness, requests // ROUNDS)
            say(f"{name:<16}{size:>9}{statements[name]:>8}" + "".join(f"{cost:>9.2f}" for cost in costs))


def measure(name: str, site: "Server", address: str, witness: "Server", requests: int) -> list[float]:
    """Milliseconds for each of `COLUMNS`, in alternating rounds."""
    tag = site.headers(address)["ETag"]
    separator = "&" if "?" in address else "?"
    asked = (
        (site, f"{address}{separator}{UNKNOWN}", {}),
        (site, address, {}),
        (site, address, {"Accept-Encoding": "gzip"}),
        (site, address, {"If-None-Match": tag}),
        (witness, f"/{name}", {}),
    )
    rounds = [[server.cpu_per_request(where, requests, sent) for server, where, sent in asked] for _ in range(ROUNDS)]
    return [statistics.median(costs) for costs in zip(*rounds, strict=True)]


def count_statements(variables: dict[str, str], addresses: dict[str, str]) -> dict[str, str]:
    """« made/kept » by page, in a process of its own whose first reading has filled what the site remembers."""
    os.environ.update(variables)
    import django
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    django.setup()
    from cms.core import page_cache
    from cms.core.memory import Memory

    browser = Client()

    def count(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get(address, headers={"host": "localhost"})
        return len(queries)

    kept, counts = page_cache.pages, {}
    for name, address in addresses.items():
        count(address)
        page_cache.pages = Memory(0)
        made = count(address)
        page_cache.pages = kept
        counts[name] = f"{made}/{count(address)}"
    return counts


class Server:
    """A gunicorn of one worker; `worker` is the process whose CPU time counts."""

    def __init__(self, port: int, worker: int) -> None:
        self.port, self.worker = port, worker

    def get(self, address: str) -> bytes:
        return self.ask(address, {})[1]

    def headers(self, address: str) -> http.client.HTTPMessage:
        return self.ask(address, {})[0]

    def ask(self, address: str, sent: dict[str, str]) -> tuple[http.client.HTTPMessage, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", quote(address, safe="/?=&"), headers=sent)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        if response.status not in {http.HTTPStatus.OK, http.HTTPStatus.NOT_MODIFIED}:
            raise RuntimeError(f"{address} : {response.status}")
        return response.headers, body

    def cpu_per_request(self, address: str, requests: int, sent: dict[str, str]) -> float:
        """Milliseconds of CPU, after one request that warms up what the site keeps."""
        self.ask(address, sent)
        before = self._cpu()
        for _ in range(requests):
            self.ask(address, sent)
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
