"""The public learns how many fiches tell of each nature of failure, and never which."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from library_pages.models import UseCasePage
from tests.factories import UseCasePageFactory, publish
from tests.library_pages.annexes import failure

NATURE = "données fausses ("


@pytest.fixture
def fiches(library) -> list[UseCasePage]:
    """Six public fiches; the first two tell of a failure, one of them of two."""
    pages = [UseCasePageFactory(parent=library) for _ in range(6)]
    for page, number in zip(pages, (2, 1), strict=False):
        page.failures = [failure() for _ in range(number)]
        publish(page)
    return pages


def told(client) -> str:
    return client.get("/bibliotheque/").content.decode()


def test_two_fiches_are_not_counted_three_are(client, fiches):
    assert NATURE not in told(client)

    fiches[2].failures = [failure()]
    publish(fiches[2])

    assert f"{NATURE}3 fiches)" in told(client)
    assert "Farandole" not in told(client)


def test_only_what_is_public_counts_and_never_all_but_a_few(client, fiches):
    draft = UseCasePageFactory(parent=fiches[0].get_parent(), live=False)
    draft.failures = [failure()]
    draft.save()
    assert NATURE not in told(client)
    for page in fiches[2:4]:
        page.failures = [failure()]
        publish(page)
    assert NATURE not in told(client)  # four of six: the two others would be known

    restriction = PageViewRestriction.objects.create(page=fiches[3], restriction_type=PageViewRestriction.LOGIN)
    assert NATURE not in told(client)  # three of five
    restriction.delete()
    UseCasePageFactory(parent=fiches[0].get_parent())

    assert f"{NATURE}4 fiches)" in told(client)


def test_the_library_stays_within_its_queries(client, fiches):
    told(client)  # counts once for this version

    with CaptureQueriesContext(connection) as queries:
        told(client)

    assert len(queries) <= 12
