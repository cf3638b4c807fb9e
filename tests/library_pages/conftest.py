from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cms.members.models import User
from cms.territories.models import LocalAuthority
from home.models import HomePage
from library_pages.models import CharterIndexPage, LibraryIndexPage, UseCasePage
from tests.factories import CharterIndexPageFactory, LocalAuthorityFactory, MaturityFactory
from tests.library_pages.contribution import complete, fill, propose, signed_in, step


@pytest.fixture
def charters(home: HomePage) -> CharterIndexPage:
    """The index of charters, at /chartes/."""
    return CharterIndexPageFactory(parent=home)


@pytest.fixture
def rennes(library: LibraryIndexPage) -> LocalAuthority:
    return LocalAuthorityFactory(name="Rennes Métropole")


@pytest.fixture
def contributor(rennes: LocalAuthority, account: Callable[..., User]) -> User:
    return account("contributeur", rennes, username="camille")


@pytest.fixture
def browser(contributor: User) -> Client:
    return signed_in(contributor)


@pytest.fixture
def maturity() -> Any:
    return MaturityFactory(slug="experimentation")


@pytest.fixture
def draft(browser: Client, maturity: Any) -> UseCasePage:
    return propose(browser, "Repérer les fuites d’eau", maturity=maturity.pk)


@pytest.fixture
def submitted(browser: Client, draft: UseCasePage) -> UseCasePage:
    """The same fiche, complete and under review."""
    complete(browser, draft)
    assert fill(browser, step(draft, "verifier"), {"licence": "on"}).status_code == 302
    draft.refresh_from_db()
    return draft
