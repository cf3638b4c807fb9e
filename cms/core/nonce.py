"""The nonce of Wagtail's own inline scripts, so that the admin runs no other.

Widgets and panels are rendered without the request: the nonce of the request being answered is kept here.
Five templates under templates/wagtailadmin put it on the scripts they hold; choosers write theirs in Python.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser

_nonce: ContextVar[Any] = ContextVar("csp_nonce", default="")


@contextmanager
def nonce_of(request: Any) -> Iterator[None]:
    """Makes the request's nonce current; django-csp adds it to the policy only if something reads it."""
    token = _nonce.set(request.csp_nonce)
    try:
        yield
    finally:
        _nonce.reset(token)


def current_nonce() -> str:
    return str(_nonce.get())


def sign_chooser_scripts() -> None:
    """Choosers (pages, images, vocabularies) end with one inline script, which no template can reach."""
    render = BaseChooser.render

    def render_with_nonce(self: BaseChooser, *args: Any, **kwargs: Any) -> SafeString:
        field, _, script = render(self, *args, **kwargs).rpartition("<script>")
        return format_html('{}<script nonce="{}">{}', SafeString(field), current_nonce(), SafeString(script))

    BaseChooser.render = render_with_nonce  # type: ignore[method-assign]  # Wagtail leaves no other hold
