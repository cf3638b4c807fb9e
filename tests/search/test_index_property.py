"""Whatever happens to the site and to Elasticsearch, in any order, the index ends by saying what the entries say."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any, ClassVar

import hypothesis
import pytest
from django.utils import timezone
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from cms.core.content_version import current_version
from search.engines import SearchQuery, engine
from search.indexing import rebuild, sweep
from search.indexing.claims import Claim, claimed
from search.indexing.errors import OUTAGES
from search.models import IndexHealth, IndexRebuild, SearchEntry
from tests.faults.proxy import Proxy
from tests.search.indexed import change, contents, in_use, indices, later, node, projected, settle
from tests.search.operations import Life

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db(transaction=True)]

SITES, STEPS = 3, 25
LONG = 1_000


class Site(RuleBasedStateMachine):
    """One site, whose life goes on from one run to the next; the network mends at the end of each."""

    life: ClassVar[Life]
    proxy: ClassVar[Proxy]
    prefix: ClassVar[str]

    damaged = False
    """Behind the back of the site, which needs a turn of the worker to see it."""

    @initialize()
    def begin(self) -> None:
        self.proxy.mode = "pass"
        settle()

    @rule(times=st.integers(1, 3))
    def editors_work(self, times: int) -> None:
        for _ in range(times):
            self.life.live_one()

    @rule()
    def worker_turns(self) -> None:
        sweep()

    @rule()
    def time_passes(self) -> None:
        later()

    @rule(mode=st.sampled_from(["pass", "pass", "refuse", "cut"]))
    def network_changes(self, mode: Any) -> None:
        self.proxy.mode = mode

    @rule()
    def worker_is_killed(self) -> None:
        """It held the claim, and nobody released it."""
        IndexHealth.current()
        Claim().take()

    @rule()
    def rebuild_is_asked_for(self) -> None:
        rebuild.ask()

    @rule()
    def rebuild_advances_a_little(self) -> None:
        with claimed() as claim:
            if claim:
                self.whatever_fails(lambda: rebuild.advance(claim, lambda: True))

    @rule()
    def disk_fills_up(self) -> None:
        self.in_the_cluster(lambda: change(self.prefix, "_settings", {"index.blocks.read_only_allow_delete": True}))

    @rule()
    def disk_is_emptied(self) -> None:
        for name in indices(self.prefix):
            node().call(f"{name}/_settings", {"index.blocks.read_only_allow_delete": None}, "PUT")

    @rule(number=st.integers(0, LONG))
    def document_is_lost(self, number: int) -> None:
        known = sorted(contents(self.prefix))
        if known:
            self.damaged = True
            lost = known[number % len(known)]
            self.in_the_cluster(lambda: change(self.prefix, f"_doc/{lost}?refresh=true", method="DELETE"))

    @rule()
    def index_is_lost(self) -> None:
        node().delete_indices(self.prefix)

    @precondition(lambda self: not self.damaged)
    @rule()
    def visitors_are_answered_from_what_is_public(self) -> None:
        """Nobody is answered from an index that is behind."""
        response = engine.search(SearchQuery(current_version(), per_page=LONG))
        public = SearchEntry.objects.filter(public=True)
        assert {entry.title for entry in response.entries} == set(public.values_list("title", flat=True))
        assert response.total == public.count()

    def in_the_cluster(self, damage: Callable[[], Any]) -> None:
        if node().call(f"_cat/aliases/{self.prefix}?format=json"):
            self.whatever_fails(damage)

    def whatever_fails(self, act: Callable[[], Any]) -> None:
        with suppress(*OUTAGES, OSError):
            act()

    def teardown(self) -> None:
        """All is mended, and the worker has turned a few times."""
        self.proxy.mode = "pass"
        self.disk_is_emptied()
        an_hour_ago = timezone.now() - timedelta(hours=1)
        IndexRebuild.objects.exclude(ended_at=None).update(ended_at=an_hour_ago)
        settle()
        assert contents(self.prefix) == projected()
        assert indices(self.prefix) == [in_use(self.prefix)]
        assert IndexHealth.current().index == in_use(self.prefix)


@pytest.fixture
def proxy(elasticsearch_index, settings) -> Iterator[Proxy]:
    """Elasticsearch behind a network that the test commands."""
    with Proxy(int(settings.ELASTICSEARCH_URL.rpartition(":")[2])) as proxy:
        settings.ELASTICSEARCH_URL = proxy.url
        yield proxy


def test_the_index_converges_to_the_projection(library, elasticsearch_index, proxy):
    Site.life, Site.proxy, Site.prefix = Life(library, seed=1), proxy, elasticsearch_index
    run_state_machine_as_test(
        Site,
        settings=hypothesis.settings(
            max_examples=SITES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
