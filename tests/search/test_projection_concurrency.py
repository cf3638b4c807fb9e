"""Several processes refresh at once: numbers appear in the order of the commits, and nothing is lost."""

from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from django.db import connection

from library_pages.models import UseCasePage
from search.models import SearchEntry, StaleScope
from tests.factories import UseCasePageFactory, publish
from tests.search.oracle import expected_entries, projected_entries

PUBLICATIONS = 8


def publish_again_and_again(pk: int) -> None:
    """The work of one editor, on a connection of its own."""
    try:
        for number in range(PUBLICATIONS):
            page = UseCasePage.objects.get(pk=pk)
            page.title = f"Fiche {pk}, version {number}"
            publish(page)
    finally:
        connection.close()


def sequences() -> dict[int, int]:
    return dict(SearchEntry.objects.values_list("pk", "sequence"))


def check_order_until(writers: list[Future[None]]) -> None:
    """Else an index that has read up to a number would never see a lower one that appears after."""
    seen = sequences()
    while not all(writer.done() for writer in writers):
        now = sequences()
        appeared = [sequence for pk, sequence in now.items() if seen.get(pk) != sequence]
        assert all(sequence > max(seen.values()) for sequence in appeared)
        seen = now


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fiches", [1, 2])
def test_two_writers_at_once_lose_nothing_and_keep_the_order_of_their_commits(library, fiches):
    pages = UseCasePageFactory.create_batch(fiches, parent=library)

    with ThreadPoolExecutor(max_workers=2) as pool:
        writers = [pool.submit(publish_again_and_again, pages[number % fiches].pk) for number in range(2)]
        check_order_until(writers)

    assert [writer.result() for writer in writers] == [None, None]
    assert not StaleScope.objects.exists()
    assert projected_entries() == expected_entries()
