from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from home.models import HomePage
from library_pages.models import CharterIndexPage
from search.projection import refresh
from tests.factories import CharterIndexPageFactory


@pytest.fixture
def charters(home: HomePage) -> CharterIndexPage:
    """The index of charters, at /chartes/."""
    return CharterIndexPageFactory(parent=home)


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The whole demonstration, loaded once for the tests of a module and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", verbosity=0)
        refresh()
        yield
        transaction.set_rollback(True)
