"""Symbols of `static/icons.svg`."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str, css_class: str = "icon") -> SafeString:
    """`{% icon "leaf" %}`: a drawing beside a text that says the same, hence silent for screen readers."""
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#{}"></use></svg>', css_class, _file(), name)


@cache
def _file() -> str:
    """Asked a dozen times a page, and the same as long as this process runs."""
    return static("icons.svg")
