import pytest

from home.models import HomePage
from library_pages.models import CharterIndexPage
from tests.factories import CharterIndexPageFactory


@pytest.fixture
def charters(home: HomePage) -> CharterIndexPage:
    """The index of charters, at /chartes/."""
    return CharterIndexPageFactory(parent=home)
