"""Where a person finds a page that a mail speaks of: in the admin, or where a higher layer says for contributors."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from cms.core.mail import absolute
from cms.members.roles import CONTRIBUTEUR, REDACTION, STAFF, Role, has_role
from cms.workflow.permissions import owns

Path = Callable[[Any], str]
"""Of a page, on the site; empty when it has no screen there."""

_paths: dict[str, Path] = {}
"""By name of role."""


def register_link(role: Role, path: Path) -> None:
    """Where people of this role find a page of theirs."""
    _paths[role.name] = path


def working_link(user: Any, page: Any) -> str:
    """Address of the screen where this person works on the page. Without any, that of the page when it is online,
    else nothing: who may no longer see a draft is not written to about it.
    """
    if has_role(user, REDACTION):
        return absolute(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    path = _paths.get(CONTRIBUTEUR.name)
    if path and has_role(user, CONTRIBUTEUR) and owns(user, page) and (found := path(page)):
        return absolute(found)
    if has_role(user, *STAFF):
        return absolute(reverse("workflow_desk:history", args=[page.pk]))
    return public_link(page) if page.live else ""


def public_link(page: Any) -> str:
    """Without the host of Wagtail's site, which knows nothing of the port nor of TLS."""
    parts = page.get_url_parts()
    return absolute(parts[2]) if parts and parts[2] else ""
