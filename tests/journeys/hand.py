"""The hand of a person, whose clicks a journey has a budget for."""

import pytest
from playwright.sync_api import Locator, Page

STOPS = 120
"""More than any page has of things to stop at."""


def tab_to(page: Page, selector: str) -> None:
    """As somebody who has no mouse."""
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    pytest.fail(f"the keyboard does not reach {selector}")


def heading(page: Page, name: str) -> None:
    page.get_by_role("heading", level=1, name=name).wait_for()


class Hand:
    """Counts what a person clicks; typing is not a click, choosing in a list is one."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, target: Locator) -> None:
        self.clicks += 1
        target.click()

    def choose(self, field: str, label: str) -> None:
        self.clicks += 1
        self.page.locator(field).select_option(label=label)
