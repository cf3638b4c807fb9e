"""axe-core in the page under test, with every rule that a standard we follow asks for."""

from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"]


COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose answer depends on the colours."""


def violations(page: Page, rules: list[str] = STANDARDS) -> list[str]:
    """What axe refuses, one line an element; all the standards, or the rules named."""
    page.evaluate(f"window.axe || (() => {{ {AXE} }})()")
    result: dict[str, Any] = page.evaluate("rules => axe.run({runOnly: rules})", rules)
    return [
        f"{broken['id']}: {broken['help']}: {node['target']}: {node['html'][:120]}"
        for broken in result["violations"]
        for node in broken["nodes"]
    ]
