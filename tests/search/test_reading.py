"""The sets that a process remembers: only what changed is read again, and they say what a whole reading says."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library_pages.models import LibraryIndexPage
from search.engines import reading
from search.engines.bitmaps import Bitmaps
from search.models import IndexState, SearchEntry
from tests.factories import StandardPageFactory, ThemeFactory, UseCasePageFactory, publish
from tests.search.operations import Life


def said(sets: Bitmaps) -> tuple:
    """Everything that a question can be answered with."""
    orders = {name: list(order.ids) for name, order in sets.orders.items()}
    return sets.everything, sets.values, orders, sets.token


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(2))
def test_catching_up_gives_what_reading_everything_gives(library: LibraryIndexPage, seed: int) -> None:
    life = Life(library, seed)
    known = reading.read()
    for step in range(30):
        life.live_one()
        known = reading.read(known)
        assert said(known) == said(reading.read()), f"seed {seed}, step {step}"


def test_one_publication_makes_one_entry_read_among_many(library: LibraryIndexPage) -> None:
    fiches = UseCasePageFactory.create_batch(5, parent=library)
    known = reading.read()
    fiches[2].title = "Autre titre"
    publish(fiches[2])

    with CaptureQueriesContext(connection) as queries:
        caught_up = reading.read(known)

    (entry,) = SearchEntry.objects.filter(sequence__gt=known.sequence)
    assert entry.title == "Autre titre"
    assert len(queries) == 2
    assert f'"sequence" > {known.sequence}' in queries[1]["sql"]
    assert said(caught_up) == said(reading.read())


def test_sets_in_use_stay_as_they_were(library: LibraryIndexPage) -> None:
    fiche = UseCasePageFactory(parent=library, theme=ThemeFactory(slug="eau"))
    known = reading.read()
    before = (known.everything.copy(), list(known.values["theme"]), list(known.orders["titre"].ids))

    fiche.theme = ThemeFactory(slug="culture")
    fiche.title = "À la fin"
    publish(fiche)
    StandardPageFactory(parent=library, introduction="Une page de plus.")
    reading.read(known)

    assert before == (known.everything, list(known.values["theme"]), list(known.orders["titre"].ids))


def test_nothing_is_read_again_when_no_entry_has_changed(library: LibraryIndexPage, django_assert_num_queries) -> None:
    UseCasePageFactory(parent=library)
    known = reading.read()

    with django_assert_num_queries(1):
        assert reading.read(known) is known


def test_sets_that_have_seen_what_a_restored_backup_undoes_are_dropped(library: LibraryIndexPage) -> None:
    fiche = UseCasePageFactory(parent=library, title="Avant")
    state, rows = IndexState.objects.get(), list(SearchEntry.objects.all())
    fiche.title = "Perdu"
    publish(fiche)
    known = reading.read()

    state.save()
    SearchEntry.objects.bulk_update(rows, ["title", "sequence"])
    for number in range(3):
        UseCasePageFactory(parent=library, title=f"Après {number}")

    assert IndexState.objects.get().sequence > known.sequence
    assert said(reading.read(known)) == said(reading.read())
