"""axe-core in the page under test, with every rule that a standard we follow asks for."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"]

COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose answer depends on the colours."""
REFUSED = """async rules => {
    const stuck = [...document.querySelectorAll('*')].filter(one => getComputedStyle(one).position === 'sticky');
    stuck.forEach(one => one.style.position = 'static');
    const moving = document.getAnimations().filter(({effect}) => effect.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(moving.map(animation => animation.finished));
    const {violations} = await axe.run({runOnly: rules, resultTypes: ['violations']});
    stuck.forEach(one => one.style.position = '');
    return violations;
}"""
"""Once what was moving stands still: a message half faded in has no contrast. While nothing sticks: a box half under a
bar is too small for axe, and scrolling by a line gives it back. Of what passes axe would describe every element too,
which takes three times as long."""


def violations(page: Page, rules: list[str] = STANDARDS) -> list[str]:
    """What axe refuses, one line an element; all the standards, or the rules named. Once the page is there whole."""
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    broken = page.evaluate(REFUSED, rules)
    return [
        f"{rule['id']}: {rule['help']}: {node['target']}: {node['html'][:120]}"
        for rule in broken
        for node in rule["nodes"]
    ]
