"""What reaches the index, in which order, and what becomes of what the index does not take."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.core import sweeper
from search.engines import reading
from search.indexing import push_pending
from search.indexing.claims import Claim
from search.indexing.errors import IndexUnavailableError
from search.indexing.indices import create, new_name, ours, remove
from search.indexing.marking import mark
from search.indexing.sending import send
from search.models import IndexHealth, IndexState, SearchEntry
from search.models.state import LINEAGE
from tests.factories import UseCasePageFactory, publish
from tests.faults.proxy import Proxy
from tests.search.indexed import FICHE, change, contents, in_use, indices, later, projected, settle

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]


@pytest.fixture
def prefix(elasticsearch_index: str) -> str:
    return elasticsearch_index


@pytest.fixture
def fiche(library):
    return UseCasePageFactory(parent=library, title="Avant")


def entry(page) -> SearchEntry:
    return SearchEntry.objects.get(source=FICHE, object_id=page.pk)


def title_of(prefix: str, page) -> str:
    title, _ = contents(prefix).get(f"{FICHE}:{page.pk}:", ("", 0))
    return title


def rename(page, title: str) -> None:
    page.title = title
    publish(page)


def test_the_first_push_makes_an_index_that_says_everything(prefix, fiche):
    push_pending()

    assert contents(prefix) == projected() != {}
    assert not SearchEntry.objects.filter(pushed=False).exists()
    assert [*indices(prefix)] == [in_use(prefix)]


def test_what_is_published_waits_for_the_worker_and_then_is_there(prefix, fiche):
    push_pending()

    rename(fiche, "Après")
    assert title_of(prefix, fiche) == "Avant"
    assert not entry(fiche).pushed

    assert sweeper.sweep_once() == []
    assert title_of(prefix, fiche) == "Après"
    assert entry(fiche).pushed


def test_what_is_withdrawn_leaves_the_index(prefix, fiche):
    push_pending()

    fiche.unpublish()
    push_pending()

    assert contents(prefix) == projected()
    assert title_of(prefix, fiche) == ""
    assert entry(fiche).pushed

    publish(fiche)
    push_pending()
    assert title_of(prefix, fiche) == "Avant"


def test_an_older_version_that_comes_late_changes_nothing(prefix, fiche):
    push_pending()
    late = entry(fiche)
    rename(fiche, "Après")
    push_pending()

    outcome = send(in_use(prefix), [late])
    mark(held_claim(), outcome, late.sequence)

    assert outcome.newer == [late.pk]
    later()
    push_pending()
    assert title_of(prefix, fiche) == "Après"
    assert entry(fiche).pushed
    assert not IndexHealth.current().reconcile_due


def test_an_older_version_does_not_bring_back_what_was_withdrawn(prefix, fiche):
    push_pending()
    late = entry(fiche)
    fiche.unpublish()
    push_pending()

    send(in_use(prefix), [late])
    node_shows(prefix)

    assert title_of(prefix, fiche) == ""


def test_a_write_meant_for_an_index_that_was_replaced_lands_nowhere(prefix, fiche):
    push_pending()
    late, replaced = entry(fiche), in_use(prefix)
    fiche.unpublish()
    IndexHealth.note(rebuild_asked_at=timezone.now())
    push_pending()
    assert in_use(prefix) != replaced

    with pytest.raises(IndexUnavailableError):
        send(replaced, [late])

    assert indices(prefix) == [in_use(prefix)]
    assert title_of(prefix, fiche) == ""


def test_what_the_index_refuses_waits_with_the_reason_and_holds_nobody_up(prefix, fiche, library):
    push_pending()
    refused = entry(fiche)
    state = IndexState.take_next()
    unfit = {"facets": {"theme": [{"phrase": "confidentielle"}]}, "sequence": state.sequence, "pushed": False}
    SearchEntry.objects.filter(pk=refused.pk).update(**unfit)
    other = UseCasePageFactory(parent=library, title="Une autre")

    push_pending()

    refused.refresh_from_db()
    assert not refused.pushed
    assert "parsing" in refused.push_error
    assert "theme" in refused.push_error
    assert "confidentielle" not in refused.push_error
    assert entry(other).pushed
    assert title_of(prefix, other) == "Une autre"

    rename(fiche, "Réparée")
    push_pending()
    assert (entry(fiche).pushed, entry(fiche).push_error) == (True, "")
    assert contents(prefix) == projected()


def test_a_refused_entry_is_tried_again_after_a_while(prefix, fiche):
    push_pending()
    SearchEntry.objects.filter(pk=entry(fiche).pk).update(pushed=False, push_error="refus d’hier")
    IndexHealth.note(rejections=1, rejected_retry_at=timezone.now() + timedelta(minutes=1))

    push_pending()
    assert not entry(fiche).pushed

    later()
    push_pending()
    assert (entry(fiche).pushed, entry(fiche).push_error) == (True, "")


def test_a_read_only_index_loses_nothing(prefix, fiche):
    push_pending()
    change(prefix, "_settings", {"index.blocks.read_only_allow_delete": True})
    rename(fiche, "Après")

    push_pending()

    health = IndexHealth.current()
    assert health.failures == 1
    assert timezone.now() < health.retry_at + timedelta(seconds=3)
    assert "cluster_block_exception" in health.last_error
    assert (entry(fiche).pushed, entry(fiche).push_error) == (False, "")

    change(prefix, "_settings", {"index.blocks.read_only_allow_delete": None})
    settle()
    assert title_of(prefix, fiche) == "Après"
    assert IndexHealth.current().last_error == ""


def test_an_index_made_by_another_version_of_the_site_is_made_again(prefix, fiche):
    push_pending()
    old = in_use(prefix)
    change(prefix, "_mapping", {"_meta": {"fingerprint": "une autre"}})
    rename(fiche, "Après")
    later()
    SearchEntry.objects.update(pushed=True)  # nothing but the mapping is wrong

    push_pending()
    assert in_use(prefix) == old  # the last rebuild is too recent: two versions would each undo the other's

    IndexHealth.note(rebuild_asked_at=timezone.now())
    settle()
    assert in_use(prefix) != old
    assert contents(prefix) == projected()


def test_one_process_pushes_at_a_time_and_a_killed_one_loses_its_turn(prefix, fiche):
    IndexHealth.current()
    killed = Claim()
    assert killed.take()

    push_pending()
    assert indices(prefix) == []

    IndexHealth.note(claimed_until=timezone.now())
    push_pending()
    assert contents(prefix) == projected()
    with pytest.raises(IndexUnavailableError):
        killed.renew()


def test_a_cluster_that_is_away_is_asked_less_and_less(prefix, fiche, settings):
    with Proxy(int(settings.ELASTICSEARCH_URL.rpartition(":")[2])) as proxy:
        settings.ELASTICSEARCH_URL = proxy.url
        proxy.mode = "refuse"

        push_pending()
        health = IndexHealth.current()
        assert health.failures == 1
        assert "Elasticsearch ne répond pas" in health.last_error

        IndexHealth.note(retry_at=timezone.now() + timedelta(seconds=20))
        proxy.mode = "pass"
        push_pending()
        assert proxy.accepted == 0

        settle()
        assert contents(prefix) == projected()


def test_what_is_withdrawn_is_forgotten_once_nobody_has_to_be_told(prefix, fiche, library):
    UseCasePageFactory(parent=library, title="Une autre")
    push_pending()
    known = reading.read()
    fiche.unpublish()

    assert reading.read(known).everything == reading.read().everything
    refresh_often()
    sweeper.sweep_once()

    assert SearchEntry.objects.filter(public=False).count() == 0
    assert reading.read(known).everything == reading.read().everything
    assert contents(prefix) == projected()


@pytest.mark.parametrize("refreshes", [0, LINEAGE - 2])
def test_what_is_withdrawn_is_kept_for_the_process_that_has_still_to_read_it(prefix, fiche, library, refreshes):
    UseCasePageFactory(parent=library, title="Une autre")
    push_pending()
    known = reading.read()
    fiche.unpublish()

    refresh_often(refreshes)
    settle()
    sweeper.sweep_once()

    assert known.token in IndexState.objects.get().lineage
    assert reading.read(known).everything == reading.read().everything


def test_what_the_index_has_not_confirmed_is_not_forgotten(prefix, fiche):
    push_pending()
    fiche.unpublish()
    refresh_often()
    IndexHealth.note(retry_at=timezone.now() + timedelta(minutes=1))

    sweeper.sweep_once()
    assert SearchEntry.objects.filter(public=False).count() == 1

    settle()
    sweeper.sweep_once()
    assert SearchEntry.objects.filter(public=False).count() == 0


def test_without_elasticsearch_nothing_is_pushed_nothing_piles_up_and_the_index_is_trusted_no_more(
    prefix, fiche, settings, django_assert_num_queries
):
    push_pending()
    address, settings.ELASTICSEARCH_URL = settings.ELASTICSEARCH_URL, ""
    fiche.unpublish()
    refresh_often()
    with django_assert_num_queries(0):
        push_pending()

    sweeper.sweep_once()
    assert SearchEntry.objects.filter(public=False).count() == 0
    assert IndexHealth.current().index == ""

    settings.ELASTICSEARCH_URL = address
    later()
    push_pending()
    assert contents(prefix) == projected() == {}
    assert IndexHealth.current().index == in_use(prefix)


def refresh_often(times: int = LINEAGE) -> None:
    """As many publications as any process remembers."""
    for _ in range(times):
        IndexState.take_next().record_refresh()


def held_claim() -> Claim:
    claim = Claim()
    assert claim.take()
    return claim


def node_shows(prefix: str) -> None:
    change(prefix, "_refresh", method="POST")


def test_a_withdrawal_that_comes_after_its_index_is_gone_leaves_nothing_for_good(prefix):
    name = new_name()
    create(name)
    remove([name])
    withdrawn = SearchEntry(pk=1, source=FICHE, object_id=1, public=False, sequence=2)

    with pytest.raises(IndexUnavailableError):
        send(name, [withdrawn])

    remove(ours())
    assert indices(prefix) == []
