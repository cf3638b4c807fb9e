"""Fixtures that every test may use."""

import gc
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils.text import slugify

from cms.core import page_cache
from cms.core.memory import Memory
from cms.members.models import Membership, User
from cms.members.roles import ROLES
from cms.territories.models import LocalAuthority
from home.models import HomePage
from library_pages.models import LibraryIndexPage
from search import query_counts
from tests.commits import COMMIT, run_commit_hooks  # noqa: F401
from tests.databases import demo, django_db_setup, installed_file  # noqa: F401
from tests.elasticsearch import elasticsearch_index, own_node  # noqa: F401
from tests.factories import LibraryIndexPageFactory
from tests.search.engines import door  # noqa: F401
from tests.sign_in import sign_in

ALIKE = {
    "concertation_pages",
    "core",
    "home",
    "library_pages",
    "members",
    "search",
    "taxonomy",
    "territories",
    "workflow",
}
"""Folders whose tests ask the ORM for what both databases do alike…"""
STATEMENTS = {
    "test_alerts_sending",
    "test_annexes_counts",
    "test_canaries",
    "test_commitment_at_once",
    "test_content_version",
    "test_contract",
    "test_corrections",
    "test_database_engine",
    "test_filters",
    "test_french",
    "test_identifier",
    "test_life",
    "test_listing",
    "test_lots",
    "test_mail_workers",
    "test_merge",
    "test_personal_data",
    "test_projection",
    "test_projection_concurrency",
    "test_projection_property",
    "test_query_counts",
    "test_rate_limit",
    "test_reading",
    "test_relaxations",
    "test_scheduling",
    "test_space_at_once",
    "test_space_saving",
}
"""… but for these, which lock rows, write their own SQL or read JSON."""


def pytest_configure() -> None:
    """No thread writes searches in the background of a test, which gives itself its own tally."""
    query_counts.tally = query_counts.Tally(every=86_400)


def pytest_collection_finish() -> None:
    """What is loaded stays; looking through it for garbage takes a fifth of the time of the tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> None:
    """The fixtures are there: what they arranged is committed."""
    if commit := item.stash.get(COMMIT, None):
        commit()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What proves nothing about the database runs on one only: screens and forms, and tests without a database."""
    databases = {"db", "transactional_db", "django_db_setup"}
    for item in items:
        uses_database = databases & set(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db")
        is_alike = item.path.parent.name in ALIKE and item.path.stem not in STATEMENTS
        if is_alike or not uses_database:
            item.add_marker("once")


@pytest.fixture(autouse=True)
def cold_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page is made anew, as for its first reader; the tests of the page cache give it its memory back."""
    monkeypatch.setattr(page_cache, "pages", Memory(0))


@pytest.fixture
def home(db: None) -> HomePage:
    """That of the site, served at http://localhost/."""
    return HomePage.objects.get()


@pytest.fixture
def library(home: HomePage) -> LibraryIndexPage:
    """The library index, at /bibliotheque/."""
    return LibraryIndexPageFactory(parent=home)


@pytest.fixture
def account(db: None) -> Callable[..., User]:
    """`account("relecteur")`, `account("contributeur", rennes)`: somebody with that role, who is not a superuser."""

    def make(role: str = "", authority: LocalAuthority | None = None, **fields: Any) -> User:
        name = fields.pop("username", f"{role or 'visiteur'}-{User.objects.count()}")
        user = User.objects.create_user(name, f"{name}@exemple.fr", **{"first_name": role.capitalize(), **fields})
        if role:
            known = next(known for known in ROLES if slugify(known.name) == role)
            user.groups.add(Group.objects.get(name=known.name))
        if authority:
            Membership.objects.create(user=user, authority=authority)
        return user

    return make


@pytest.fixture
def redaction(home: HomePage, client: Client, account: Callable[..., User]) -> Client:
    """A browser session of somebody of the group « Rédaction », who is not a superuser."""
    sign_in(client, account("redaction", username="redactrice"))
    return client
