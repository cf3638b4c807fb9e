"""What a machine finds in a version under review: shown to who decides, and refused when it would be plainly wrong.

A layer above registers its own checks here; a check reads one version of a page and changes nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Finding:
    """`anchor` leads to the answer in Wagtail's editor, without the #; `url` to what the finding is about, elsewhere.

    Nobody can approve a version that has a blocking finding.
    """

    text: str
    anchor: str = ""
    blocking: bool = False
    url: str = ""


Check = Callable[[Any], Iterable[Finding]]

_checks: list[Check] = []


def register(check: Check) -> Check:
    """Also a decorator."""
    if check not in _checks:
        _checks.append(check)
    return check


def findings_of(page: Any) -> list[Finding]:
    """Of a version, `revision.as_object()`; those that block come first."""
    found = [finding for check in _checks for finding in check(page)]
    return sorted(found, key=lambda finding: not finding.blocking)


def field_anchor(*path: str) -> str:
    """Opens the tab and shows the field, or the block of a field: `field_anchor("body", block.id)`."""
    return f":w:contentpath={'.'.join(path)}"


def rows_anchor(relation: str) -> str:
    """Opens the tab of the repeated rows and shows them."""
    return f"id_{relation}-FORMS"
