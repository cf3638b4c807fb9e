"""E12: from a page to a tracked number in at most three clicks, on a phone, with and without JavaScript."""

import pytest

from tests.journeys.accessibility import violations
from tests.journeys.conftest import ADDRESSES, NewVisitor
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser

BUDGET = 3
"""Clicks."""


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_two_clicks_report_an_error_and_give_a_number(new_visitor: NewVisitor, javascript: bool) -> None:
    """axe waits for timers, which a page without scripts does not have."""
    visitor = new_visitor(width=360, javascript=javascript)
    page = visitor.go(ADDRESSES["charter"])
    assert not page.context.cookies()
    hand, broken = Hand(page), []

    hand.click(page.get_by_role("link", name="Signaler une erreur"))
    page.get_by_label("Qu’est-ce qui est faux").fill("L’année n’est pas la bonne.")
    broken += violations(page) if javascript else []
    hand.click(page.get_by_role("button", name="Envoyer"))

    page.get_by_role("heading", level=1, name="Signalement SIG-").wait_for()
    broken += violations(page) if javascript else []
    assert hand.clicks <= BUDGET
    assert not broken + visitor.problems
    page.get_by_role("link", name="Revenir à la page").click()
    page.wait_for_url(f"**{ADDRESSES['charter']}")
