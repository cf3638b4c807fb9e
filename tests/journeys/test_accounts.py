"""The pages of accounts, as somebody meets them: on a wide screen by day, on a phone by night."""

from collections.abc import Callable

import pytest
from playwright.sync_api import StorageState

from tests.journeys.accessibility import violations
from tests.journeys.conftest import NewVisitor

pytestmark = pytest.mark.browser

ANYBODY = ["/compte/login/", "/compte/login/code/", "/compte/adhesion/", "/compte/password/reset/"]
MEMBER = [
    "/compte/",
    "/compte/code/?next=/bibliotheque/",
    "/compte/double-authentification/",
    "/compte/double-authentification/application/",
    "/compte/double-authentification/cles/ajouter/",
]


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
def test_every_page_of_an_account_is_accessible(
    new_visitor: NewVisitor, signed_in: Callable[[str], StorageState], width: int, dark: bool
) -> None:
    for pages, cookies in ((ANYBODY, None), (MEMBER, signed_in("membre"))):
        visitor = new_visitor(width=width, dark=dark, cookies=cookies)
        for address in pages:
            page = visitor.go(address)
            assert violations(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert visitor.problems == []
