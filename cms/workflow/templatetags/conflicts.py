"""For the editing screen."""

from typing import Any

from django import template
from django.template import Context

register = template.Library()


@register.simple_tag(takes_context=True)
def kept_base(context: Context) -> tuple[str, str] | None:
    """Key and date of the version that a form with errors was loaded from, when another one was saved since."""
    request: Any = getattr(context, "request", None)
    found: tuple[str, str] | None = getattr(request, "loaded_revision", None)
    return found
