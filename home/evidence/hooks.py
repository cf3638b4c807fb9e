"""Links in the admin: their addresses, and the ways to them from what they link."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from cms.members.roles import REDACTION, has_role
from home.evidence.checking import is_quotable
from home.evidence.screens import URLS


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("preuves/", include(URLS))]


@hooks.register("register_page_header_buttons")
def link_to_manifesto(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """From a content that may be quoted."""
    if page.live and has_role(user, REDACTION) and is_quotable(page):
        address = f"{reverse('new_evidence')}?{urlencode({'cible': page.pk})}"
        yield Button("Lier au manifeste", address, icon_name="link", priority=95)
