"""Fixtures that every test may use."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.db.transaction import Atomic
from django.test import Client
from wagtail.models import Locale, Page, Site

from cms.core import page_cache
from cms.core.memory import Memory
from cms.members.models import User
from home.models import HomePage
from library_pages.models import LibraryIndexPage
from tests.factories import HomePageFactory, LibraryIndexPageFactory


@pytest.fixture(autouse=True)
def run_commit_hooks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a `db` test see what follows a commit, though nothing commits: its own transaction wraps everything.

    When a block of the code under test ends and only the test's own remain, that is where the site would commit: the
    hooks run there, and at once for code outside any block. Django has already dropped those of rolled-back blocks.
    A transactional test commits for real and is left alone.
    """
    if "db" in request.fixturenames:
        request.getfixturevalue("db")
    if not connection.in_atomic_block:
        return
    own_blocks, leave = len(connection.atomic_blocks), Atomic.__exit__
    register = connection.on_commit

    def run_pending() -> None:
        if len(connection.atomic_blocks) == own_blocks and not connection.needs_rollback:
            hooks, connection.run_on_commit = connection.run_on_commit, []
            for _, hook, _ in hooks:
                hook()

    def leave_block(block: Atomic, *error: Any) -> None:
        leave(block, *error)
        run_pending()

    def register_hook(hook: Callable[[], Any], robust: bool = False) -> None:
        register(hook, robust)
        run_pending()

    monkeypatch.setattr(Atomic, "__exit__", leave_block)
    monkeypatch.setattr(connection, "on_commit", register_hook)


@pytest.fixture(autouse=True)
def cold_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page is made anew, as for its first reader; the tests of the page cache give it its memory back."""
    monkeypatch.setattr(page_cache, "pages", Memory(0))


@pytest.fixture
def home(db: None) -> HomePage:
    """The home page of the default site, served at http://localhost/."""
    Locale.objects.get_or_create(language_code="fr")  # a transactional test empties what the migrations created
    root = Page.get_first_root_node() or Page.add_root(title="Racine", slug="root")
    page = HomePageFactory(parent=root, slug="accueil")
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=page, is_default_site=True)
    return page


@pytest.fixture
def library(home: HomePage) -> LibraryIndexPage:
    """The library index, at /bibliotheque/."""
    return LibraryIndexPageFactory(parent=home)


@pytest.fixture
def redaction(home: HomePage, client: Client) -> Client:
    """A browser session of somebody of the group « Rédaction », who is not a superuser."""
    call_command("roles", stdout=StringIO())
    user = User.objects.create_user("redactrice", first_name="Rédactrice")
    user.groups.add(Group.objects.get(name="Rédaction"))
    client.force_login(user)
    return client
