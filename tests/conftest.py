"""Fixtures that every test may use."""

from collections.abc import Iterator
from typing import Any

import pytest
from wagtail.models import Page, Site

from home.models import HomePage
from library_pages.models import LibraryIndexPage
from tests.factories import HomePageFactory, LibraryIndexPageFactory


@pytest.fixture(autouse=True)
def run_commit_hooks(request: pytest.FixtureRequest) -> Iterator[None]:
    """Inside a `db` test nothing commits: run the hooks as each block captured by the test client would.

    A transactional test runs them for real and is left alone.
    """
    marker = request.node.get_closest_marker("django_db")
    uses_db = marker is not None or "db" in request.fixturenames
    transactional = (marker is not None and marker.kwargs.get("transaction")) or "transactional_db" in request.fixturenames
    if not uses_db or transactional:
        yield
        return
    request.getfixturevalue("db")
    capture: Any = request.getfixturevalue("django_capture_on_commit_callbacks")
    with capture(execute=True):
        yield


@pytest.fixture
def home(db: None) -> HomePage:
    """The home page of the default site, served at http://localhost/."""
    root = Page.get_first_root_node() or Page.add_root(title="Racine", slug="root")
    page = HomePageFactory(parent=root, slug="accueil")
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=page, is_default_site=True)
    return page


@pytest.fixture
def library(home: HomePage) -> LibraryIndexPage:
    """The library index, at /bibliotheque/."""
    return LibraryIndexPageFactory(parent=home)
