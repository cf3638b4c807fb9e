"""E12: from a page to a tracked number in at most three clicks, on a phone, without JavaScript."""

import pytest

from tests.journeys.accessibility import violations
from tests.journeys.conftest import ADDRESSES, NewVisitor

pytestmark = pytest.mark.browser


def test_two_clicks_report_an_error_and_give_a_number(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(width=360)
    page = visitor.go(ADDRESSES["charter"])
    assert not page.context.cookies()

    page.get_by_role("link", name="Signaler une erreur").click()
    form = violations(page)
    page.get_by_label("Qu’est-ce qui est faux").fill("L’année n’est pas la bonne.")
    page.get_by_role("button", name="Envoyer").click()

    page.get_by_role("heading", level=1, name="Signalement SIG-").wait_for()
    assert not form + violations(page) + visitor.problems
    page.get_by_role("link", name="Revenir à la page").click()
    assert page.url.endswith(ADDRESSES["charter"])
