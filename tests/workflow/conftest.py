"""Who writes and who reads, for the tests of the desk."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cms.members.models import User
from cms.workflow import steps
from home.models import HomePage, StandardPage
from tests.factories import StandardPageFactory
from tests.sign_in import sign_in
from tests.workflow.desk import Session


@pytest.fixture
def session() -> Session:
    def opened(user: User) -> Client:
        client = Client(headers={"host": "localhost"})
        sign_in(client, user)
        return client

    return opened


@pytest.fixture
def author(account: Any, home: HomePage) -> User:
    return account("redaction", first_name="Léa", last_name="Autrice")


@pytest.fixture
def reviewer(account: Any, author: User) -> User:
    return account("relecteur", first_name="Rémi", last_name="Relecteur")


@pytest.fixture
def submit(home: HomePage, author: User) -> Callable[..., StandardPage]:
    def submitted(title: str = "Une page", by: User | None = None, **fields: Any) -> StandardPage:
        page = StandardPageFactory(parent=home, title=title, live=False, **fields)
        page.save_revision(user=by or author)
        steps.submit(page, by or author)
        return page

    return submitted
