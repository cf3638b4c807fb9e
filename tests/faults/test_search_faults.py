"""Elasticsearch fails in every way while fiches are published: no editor waits or is refused, no fiche is lost, the
site goes on answering, and the index says the same as the entries soon after.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import median
from typing import Any

import pytest
from django.test import Client

from library_pages.models import LibraryIndexPage
from tests.elasticsearch import OwnNode, indexed, searching_with
from tests.factories import UseCasePageFactory, publish
from tests.faults.proxy import Mode, Proxy
from tests.faults.test_mail_kill import wait_until
from tests.faults.test_projection_kill import start
from tests.search.indexed import projected

pytestmark = [pytest.mark.elasticsearch, pytest.mark.faults, pytest.mark.django_db(transaction=True)]

API, RESULTS, HOME = "/api/v1/recherche/", "/recherche/", "/"
NOTICE = "Résultats simplifiés"
PUBLISHED_WITHIN = 2.0
"""Seconds, for a publication; a machine that needs as much without any failure is given some more."""
FAILS_WITHIN = 2.0
"""Seconds that the search may wait for Elasticsearch, once…"""
A_MOMENT = 0.25
"""… and then, for the visitor who sees whether it is back."""
MANY = 50
VISITS = 20


class Site:
    """The site and its worker, with Elasticsearch behind a proxy; what editors publish and visitors read."""

    def __init__(self, node: OwnNode, proxy: Proxy, library: LibraryIndexPage, prefix: str) -> None:
        self.node, self.proxy, self.library, self.prefix = node, proxy, library, prefix
        self.visitor = Client()
        self.titles: list[str] = []
        self.patience = PUBLISHED_WITHIN

    def publish(self, count: int = 1) -> None:
        for _ in range(count):
            assert self._publish() < self.patience

    def begin(self) -> None:
        """The first publications, while all is well."""
        usual = [self._publish() for _ in range(3)]
        self.patience = max(PUBLISHED_WITHIN, 3 * max(usual[1:]))

    def _publish(self) -> float:
        """Seconds that the editor waited."""
        title = f"Fiche publiée {len(self.titles)}"
        fiche = UseCasePageFactory(parent=self.library, title=title, live=False)
        started = time.monotonic()
        publish(fiche)
        waited = time.monotonic() - started
        self.titles.append(title)
        return waited

    def ask(self) -> dict[str, Any]:
        """What the API says of all these fiches: none is ever missing."""
        response = self.visitor.get(API, {"q": "fiche publiée"})
        assert response.status_code == 200
        answer: dict[str, Any] = response.json()
        assert answer["total"] == len(self.titles)
        return answer

    def visit(self, address: str) -> tuple[str, float]:
        """The page, and the seconds that it took."""
        started = time.monotonic()
        response = self.visitor.get(address)
        assert response.status_code == 200
        return response.content.decode(), time.monotonic() - started

    def converge(self) -> None:
        """The index says what the entries say, within a minute."""
        wait_until(lambda: indexed(self.node, self.prefix) == projected())
        assert set(self.titles) <= {title for title, _ in projected().values()}

    def recover(self) -> None:
        self.converge()
        wait_until(lambda: self.ask()["moteur"] == "elasticsearch")
        assert self.ask()["degrade"] is False


@contextmanager
def worker() -> Iterator[None]:
    """What pushes the entries, as it runs beside the site."""
    process = start("sweep", "--every", "0.2")
    try:
        yield
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def proxy(own_node: OwnNode) -> Iterator[Proxy]:
    with Proxy(own_node.port) as proxy:
        yield proxy


@pytest.fixture
def site(
    own_node: OwnNode,
    proxy: Proxy,
    library: LibraryIndexPage,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Site]:
    """Three fiches are published, and Elasticsearch answers."""
    with searching_with(proxy.url, settings, monkeypatch) as prefix, worker():
        site = Site(own_node, proxy, library, prefix)
        site.begin()
        site.recover()
        yield site
    own_node.delete_indices(prefix)


def fails(mode: Mode) -> Callable[[Site], None]:
    def change(site: Site) -> None:
        site.proxy.mode = mode

    return change


def suspended(site: Site) -> None:
    site.node.suspend()


FAILURES: dict[str, Callable[[Site], None]] = {
    **{mode: fails(mode) for mode in ("slow", "hang", "refuse", "cut")},
    "suspended": suspended,
}


def again(site: Site) -> None:
    site.node.resume()
    site.proxy.mode = "pass"


def check_outage(site: Site, normal: float) -> None:
    """`normal`: seconds that the home page takes."""
    page, waited = site.visit(RESULTS)
    assert NOTICE in page
    assert waited < FAILS_WITHIN + 10 * normal + A_MOMENT
    assert site.ask()["degrade"] is True
    slow = [waited for _, waited in (site.visit(HOME) for _ in range(VISITS)) if waited > 5 * normal + A_MOMENT]
    assert len(slow) <= VISITS // 20  # so that the p95 is not theirs
    site.publish(5)
    site.ask()


def test_a_failing_elasticsearch_is_replaced_and_caught_up(site: Site) -> None:
    """One site goes through all of it: what is left of a failure is there in the next one."""
    normal = median(site.visit(HOME)[1] for _ in range(VISITS))
    for name, fail in FAILURES.items():
        fail(site)
        try:
            check_outage(site, normal)
        except AssertionError as error:
            error.add_note(f"Panne : {name}")
            raise
        finally:
            again(site)
        site.recover()


def test_elasticsearch_killed_while_fifty_fiches_are_published_loses_none(site: Site) -> None:
    with ThreadPoolExecutor(1) as pool:
        site.publish(MANY // 5)
        site.node.kill()
        for _ in range(5):
            site.publish(MANY // 10)
            site.ask()
        starting = pool.submit(site.node.start)
        site.publish(MANY - len(site.titles))
        starting.result()
    site.recover()


def test_a_full_disk_holds_the_writes_back_and_nothing_else(site: Site) -> None:
    disk = "cluster.routing.allocation.disk."
    full = {f"{disk}threshold_enabled": True, **{f"{disk}watermark.{level}": "1%" for level in ("low", "high")}}
    site.node.call("_cluster/settings", {"persistent": {**full, f"{disk}watermark.flood_stage": "1%"}}, "PUT")
    try:
        (index,) = site.node.indices(site.prefix)
        wait_until(lambda: "read_only_allow_delete" in str(site.node.call(f"{index}/_settings")))
        site.publish(5)
        assert site.ask()["moteur"] == "base"
        assert not set(site.titles) <= {title for title, _ in indexed(site.node, site.prefix).values()}
    finally:
        nothing = {f"{disk}*": None}
        site.node.call("_cluster/settings", {"persistent": nothing}, "PUT")
    site.recover()
