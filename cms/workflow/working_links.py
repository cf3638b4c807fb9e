"""Where a person finds a page that a mail speaks of: in the admin, or where a higher layer says for other roles."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from cms.core.mail import absolute
from cms.members.roles import REDACTION, STAFF, Role, has_role

Path = Callable[[Any, Any], str]
"""Asked of a person and a page; empty when this person may not see the page there."""

_paths: list[tuple[Role, Path]] = []


def register_link(role: Role, path: Path) -> None:
    """Those registered are asked in order, after the editor for the rédaction and before the explorer for staff."""
    _paths.append((role, path))


def working_link(user: Any, page: Any) -> str:
    """Address of the screen where this person works on the page. Without any, that of the page when it is online,
    else nothing: who may no longer see a draft is not written to about it.
    """
    if has_role(user, REDACTION):
        return absolute(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    for role, path in _paths:
        found = path(user, page) if has_role(user, role) else ""
        if found:
            return absolute(found)
    if has_role(user, *STAFF):
        return absolute(reverse("wagtailadmin_explore", args=[page.pk]))
    return public_link(page) if page.live else ""


def public_link(page: Any) -> str:
    """Without the host of Wagtail's site, which knows nothing of the port nor of TLS."""
    parts = page.get_url_parts()
    return absolute(parts[2]) if parts and parts[2] else ""
