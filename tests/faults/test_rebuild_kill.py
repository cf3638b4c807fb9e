"""A rebuild killed half way: visitors are answered as before, and what it left behind goes."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import call_command

from search.indexing import push_pending
from search.models import IndexRebuild, IndexState, SearchEntry
from tests.faults.proxy import Proxy
from tests.faults.test_mail_kill import wait_until
from tests.faults.test_projection_kill import start
from tests.search.entries import add_entries, fiche
from tests.search.indexed import contents, in_use, indices, later, projected, settle

pytestmark = [pytest.mark.elasticsearch, pytest.mark.faults, pytest.mark.django_db(transaction=True)]

ENTRIES = 2_000
"""Four batches."""


@pytest.fixture
def prefix(elasticsearch_index: str) -> str:
    """An index in use, of one entry that has since been joined by many."""
    add_entries(fiche("Première"))
    push_pending()
    add_entries(*(fiche(f"Fiche {number}", text="eau") for number in range(ENTRIES)))
    settle()
    assert len(contents(elasticsearch_index)) == ENTRIES + 1
    return elasticsearch_index


@contextmanager
def killed_half_way(address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[IndexRebuild]:
    """`manage.py search_rebuild`, on a network slow enough to see it at work."""
    with Proxy(int(address.rpartition(":")[2]), delay=0.3) as proxy:
        monkeypatch.setenv("TEST_ELASTICSEARCH_URL", proxy.url)
        proxy.mode = "slow"
        process = start("search_rebuild")
        try:
            wait_until(lambda: half_way() is not None)
        finally:
            process.kill()
            assert process.wait() == -signal.SIGKILL
        rebuild = half_way()
        assert rebuild
        yield rebuild


def half_way() -> IndexRebuild | None:
    return IndexRebuild.objects.filter(ended_at=None, done__gt=0, done__lt=ENTRIES).first()


def test_search_is_unchanged_and_the_next_run_cleans(prefix, settings, monkeypatch):
    old, before = in_use(prefix), contents(prefix)
    with killed_half_way(settings.ELASTICSEARCH_URL, monkeypatch) as killed:
        assert in_use(prefix) == old
        assert contents(prefix) == before == projected()
        assert set(indices(prefix)) == {old, killed.index}
    later()

    call_command("search_rebuild", verbosity=0)

    assert indices(prefix) == [in_use(prefix)]
    assert in_use(prefix) not in {old, killed.index}
    assert contents(prefix) == projected()


def test_the_worker_ends_it(prefix, settings, monkeypatch):
    with killed_half_way(settings.ELASTICSEARCH_URL, monkeypatch) as killed:
        changed = {"title": "Renommée", "sequence": IndexState.take_next().sequence, "pushed": False}
        SearchEntry.objects.filter(title="Fiche 0").update(**changed)
    settle()

    assert in_use(prefix) == killed.index
    assert indices(prefix) == [killed.index]
    assert contents(prefix) == projected()
