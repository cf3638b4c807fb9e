"""What a machine finds in a version under review: shown to who decides, and refused when it would be plainly wrong.

A layer above registers its own checks here; a check reads one version of a page and changes nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from wagtail.admin.panels.group import PanelGroup


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
_blocking: list[Check] = []


def register(check: Check, *, blocking: bool = False) -> None:
    """`blocking`: it may find what nobody lets through, and is asked again when somebody approves."""
    if check not in _checks:
        _checks.append(check)
        if blocking:
            _blocking.append(check)


def findings_of(page: Any) -> list[Finding]:
    """Of a version, `revision.as_object()`; those that block come first."""
    found = [finding for check in _checks for finding in _found_by(check, page)]
    return sorted(found, key=lambda finding: not finding.blocking)


def blocking_findings(page: Any) -> list[Finding]:
    """The same that block, without asking the checks that never do."""
    return [finding for check in _blocking for finding in check(page) if finding.blocking]


def _found_by(check: Check, page: Any) -> Iterator[Finding]:
    """Raises on a check that would block on the screen of the reviewer alone."""
    for finding in check(page):
        if finding.blocking and check not in _blocking:
            message = f"{check} is not registered as blocking"
            raise RuntimeError(message)
        yield finding


def field_anchor(*path: str) -> str:
    """Opens the tab and shows the field, or the block of a field: `field_anchor("body", block.id)`."""
    return f":w:contentpath={'.'.join(path)}"


def rows_anchor(page: Any, relation: str) -> str:
    """Opens the tab of these repeated rows and shows them, where Wagtail's editor has them."""
    return _sections(page._meta.label).get(relation, f"id_{relation}-FORMS")


@cache
def _sections(label: str) -> dict[str, str]:
    """Relation of a page class to the id of its section in the editor."""
    editor = apps.get_model(label).get_edit_handler()
    placed = ((place, getattr(panel, "relation_name", "")) for place, panel in _placed(editor, "panel"))
    return {relation: f"{place}-section" for place, relation in placed if relation}


def _placed(group: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    """Each panel that holds no other, after the id that the template of its group gives its section."""
    for child, identifier in zip(group.children, group.child_identifiers, strict=True):
        if isinstance(child, PanelGroup):
            yield from _placed(child, f"{prefix}-child-{identifier}")
        else:
            yield f"{prefix}-{identifier}", child
