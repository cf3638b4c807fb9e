"""The index is made again while the site lives: nothing is missed, nothing is half done, nothing is left behind."""

import threading
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms.core.progress import Progress
from search.indexing import push_pending, rebuild
from search.indexing.claims import claimed
from search.management.commands import search_rebuild
from search.models import IndexHealth, IndexRebuild, SearchEntry
from tests.commits import run_pending
from tests.factories import UseCasePageFactory, publish
from tests.faults.proxy import Proxy
from tests.search.indexed import contents, in_use, indices, later, node, projected, settle

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]


@pytest.fixture
def prefix(elasticsearch_index: str) -> str:
    return elasticsearch_index


@pytest.fixture
def fiches(library, prefix):
    """Four of them, in an index."""
    fiches = [UseCasePageFactory(parent=library, title=f"Fiche {number}") for number in range(4)]
    run_pending()
    push_pending()
    return fiches


def begun() -> IndexRebuild:
    """A rebuild that has copied everything there was, and has still to see what changed."""
    with claimed() as claim:
        started = rebuild.begin(claim)
        rebuild.advance(claim, lambda: True)
    started.refresh_from_db()
    assert started.ended_at is None
    assert started.done == started.total > 0
    return started


def go_on() -> None:
    with claimed() as claim:
        rebuild.advance(claim, lambda: False)


def test_what_changes_during_a_rebuild_is_in_the_new_index(prefix, fiches, library):
    old, started = in_use(prefix), begun()

    fiches[0].title = "Renommée pendant"
    publish(fiches[0])
    fiches[1].unpublish()
    fiches[2].delete()
    UseCasePageFactory(parent=library, title="Venue pendant")
    assert in_use(prefix) == old
    go_on()

    assert in_use(prefix) == started.index
    assert contents(prefix) == projected()
    titles = {title for title, _ in contents(prefix).values()}
    assert {"Renommée pendant", "Venue pendant", "Fiche 3"} <= titles
    assert not titles & {"Fiche 0", "Fiche 1", "Fiche 2"}
    assert not SearchEntry.objects.filter(pushed=False).exists()
    assert indices(prefix) == [started.index]


def test_the_index_in_use_is_pushed_to_during_a_rebuild_and_the_new_one_misses_nothing(prefix, fiches, library):
    """What is withdrawn then is confirmed by the old index, and must still be told to the new one."""
    started = begun()
    fiches[0].unpublish()
    fiches[1].title = "Renommée pendant"
    publish(fiches[1])
    SearchEntry.objects.filter(pushed=False, public=True).exists()

    with claimed() as claim:
        from search.indexing.pending import push_to

        push_to(claim, in_use(prefix), lambda: False)
    assert contents(prefix) == projected()
    assert in_use(prefix) != started.index

    go_on()
    assert in_use(prefix) == started.index
    assert contents(prefix) == projected()


def test_a_second_rebuild_is_refused_with_a_clear_message(prefix, fiches):
    started = begun()

    with pytest.raises(CommandError, match=r"déjà en cours \(100 %\)"):
        call_command("search_rebuild")

    assert IndexRebuild.objects.in_progress() == started


def test_one_that_was_killed_is_cleaned_by_the_next(prefix, fiches, capsys):
    old, killed = in_use(prefix), begun()
    stranger = f"{prefix}-{timezone.now():%Y%m%d%H%M%S}-abcdef"
    neighbour = f"{prefix}-essai-{timezone.now():%Y%m%d%H%M%S}-abcdef"
    for name in (stranger, neighbour):
        node().call(name, {}, "PUT")
    later()

    call_command("search_rebuild")

    assert "est en service" in capsys.readouterr().out
    assert {old, killed.index, stranger} & set(indices(prefix)) == set()
    assert set(indices(prefix)) == {in_use(prefix), neighbour}
    assert contents(prefix) == projected()
    killed.refresh_from_db()
    assert killed.failure == "Interrompue."


def test_the_worker_goes_on_with_one_that_was_killed(prefix, fiches):
    killed = begun()
    later()

    push_pending()

    assert in_use(prefix) == killed.index
    assert contents(prefix) == projected()


def test_an_index_that_is_not_whole_is_never_put_in_place(prefix, fiches):
    old, started = in_use(prefix), begun()
    document = next(iter(projected()))
    node().call(f"{started.index}/_doc/{document}?version=99&version_type=external", method="DELETE")
    SearchEntry.objects.update(pushed=True)

    with pytest.raises(rebuild.IndexUnavailableError, match="3 documents au lieu de 4"):
        go_on()

    assert in_use(prefix) == old
    assert contents(prefix) == projected()
    assert indices(prefix) == [old]


def test_one_whose_index_disappeared_is_given_up_and_the_worker_makes_another(prefix, fiches):
    started = begun()
    node().delete_indices(started.index)

    go_on()
    started.refresh_from_db()
    assert "disparu" in started.failure

    rebuild.ask()
    settle()
    assert contents(prefix) == projected()
    assert indices(prefix) == [in_use(prefix)]


def test_a_lost_index_is_made_again_without_anybody_asking(prefix, fiches):
    node().delete_indices(prefix)
    later()
    IndexRebuild.objects.update(ended_at=timezone.now() - timedelta(hours=1))

    settle()

    assert contents(prefix) == projected()


def test_the_command_survives_a_network_that_breaks_once(prefix, fiches, settings):
    with Proxy(int(settings.ELASTICSEARCH_URL.rpartition(":")[2])) as proxy:
        settings.ELASTICSEARCH_URL = proxy.url
        with claimed() as claim:
            started = rebuild.begin(claim)
        proxy.mode = "refuse"
        command = search_rebuild.Command()
        command.progress = Progress(command.stdout, visible=False)
        mending = threading.Timer(1, setattr, (proxy, "mode", "pass"))
        mending.start()

        command.follow(started)
        mending.join()

    assert in_use(prefix) == started.index
    assert contents(prefix) == projected()
    assert IndexHealth.current().failures == 0


def test_a_cluster_that_does_not_come_back_ends_the_command_and_changes_nothing(prefix, fiches, settings):
    old = in_use(prefix)
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"

    with pytest.raises(CommandError, match="Elasticsearch ne répond pas"):
        call_command("search_rebuild")

    assert in_use(prefix) == old
    assert IndexRebuild.objects.in_progress() is None


def test_an_entry_that_the_new_index_refuses_does_not_stop_the_others(prefix, fiches):
    refused = SearchEntry.objects.filter(title="Fiche 0")
    refused.update(facets={"theme": [{"impossible": 1}]})

    call_command("search_rebuild", verbosity=0)

    assert len(contents(prefix)) == 3
    entry = refused.get()
    assert (entry.pushed, bool(entry.push_error)) == (False, True)
    assert IndexHealth.current().index == in_use(prefix)


def test_without_elasticsearch_the_command_says_so(db):
    with pytest.raises(CommandError, match="ELASTICSEARCH_URL"):
        call_command("search_rebuild")
    with pytest.raises(CommandError, match="ELASTICSEARCH_URL"):
        call_command("search_reconcile")
