"""A principle of the manifesto is cited by its address."""

import pytest

from tests.journeys.conftest import ADDRESSES, NewVisitor

pytestmark = pytest.mark.browser

PRINCIPLE = "Principe U-2"


@pytest.mark.parametrize("name", ["chapter", "whole manifesto"])
def test_a_click_copies_the_address_of_a_principle_and_says_so(new_visitor: NewVisitor, name: str) -> None:
    page = new_visitor().page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(ADDRESSES[name])

    page.get_by_role("link", name=PRINCIPLE).click()

    page.get_by_text("Adresse copiée").wait_for(state="attached")
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"{ADDRESSES['chapter']}#u-2")
    assert page.url.endswith("#u-2")


def test_without_javascript_the_link_leads_to_the_principle(new_visitor: NewVisitor) -> None:
    page = new_visitor(javascript=False).go(ADDRESSES["whole manifesto"])

    page.get_by_role("link", name=PRINCIPLE).click()

    assert page.url.endswith(f"{ADDRESSES['chapter']}#u-2")
    assert page.locator("#u-2").is_visible()
