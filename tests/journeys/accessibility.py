"""axe-core in the page under test, with every rule that a standard we follow asks for."""

from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"]


def violations(page: Page) -> list[str]:
    """What axe refuses, one line an element."""
    page.evaluate(AXE)
    result: dict[str, Any] = page.evaluate("tags => axe.run({runOnly: tags})", STANDARDS)
    return [
        f"{broken['id']}: {broken['help']}: {node['target']}: {node['html'][:120]}"
        for broken in result["violations"]
        for node in broken["nodes"]
    ]
