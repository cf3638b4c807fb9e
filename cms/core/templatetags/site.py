"""The frame of every page: identity, menus, breadcrumb, title, structured data."""

import json
from collections.abc import Sequence
from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Site

from cms.core import row_pages
from cms.core.frame import Frame, frame
from cms.core.navigation import Crumb, trail

register = template.Library()

JSON_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def site_frame(context: Context) -> Frame:
    """`{% site_frame as frame %}`"""
    return frame(context["request"])


@register.simple_tag(takes_context=True)
def crumbs(context: Context) -> list[Crumb]:
    """`{% crumbs as trail %}`: the page and its ancestors.

    A view that is no page says its name in `title`, and what stands between it and the home page in `above`.
    """
    request = context["request"]
    page = context.get("page")
    if page:
        return trail(request, page)
    site = Site.find_for_request(request)
    home = trail(request, site.root_page) if site else []
    above: list[Crumb] = context.get("above") or []
    return [*home, *above, Crumb(context["title"], request.path)]


@register.simple_tag(takes_context=True)
def current(context: Context, url: str) -> SafeString:
    """`<a href="…"{% current url %}>`: says that the link leads to this page, or to the section it is in."""
    path = context["request"].path
    if path == url:
        return format_html(' aria-current="{}"', "page")
    return format_html(' aria-current="{}"', "true") if url != "/" and path.startswith(url) else SafeString("")


@register.simple_tag
def document_title(steps: Sequence[Crumb], site_name: str, own: str = "", part: str = "") -> str:
    """« Fiche – Bibliothèque – IA des territoires »: from the nearest to the widest.

    `own` replaces the name of the page (its search title), `part` names what it shows now (a filtered list).
    """
    if len(steps) == 1:  # the home page
        return own or site_name
    *above, name = (step.label for step in steps[1:])
    return " – ".join(filter(None, [part, own or name, *reversed(above), site_name]))


@register.simple_tag(takes_context=True)
def may_be_staff(context: Context) -> bool:
    """Whether to ask who the visitor is: without a session cookie nobody is, and asking would make pages private."""
    return settings.SESSION_COOKIE_NAME in context["request"].COOKIES


@register.simple_tag
def json_ld(data: Any) -> SafeString:
    """A block of structured data: never run as a script, and nothing in it can close it."""
    text = json.dumps(data, ensure_ascii=False).translate(JSON_ESCAPES)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # noqa: S308 - JSON whose < > & are escaped
    )


@register.filter
def place(anchor: str, by_name: bool) -> str:
    """What follows the address of the page in that of its row (`row_pages.place`)."""
    return row_pages.place(anchor, by_name=by_name)


@register.simple_tag(takes_context=True)
def absolute(context: Context, url: str) -> str:
    """The whole address of a path of this site."""
    whole: str = context["request"].build_absolute_uri(url)
    return whole


@register.simple_tag(takes_context=True)
def breadcrumb_data(context: Context, steps: Sequence[Crumb]) -> dict[str, Any]:
    """The breadcrumb for search engines (schema.org BreadcrumbList)."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": step.label, "item": absolute(context, step.url)}
            for position, step in enumerate(steps, 1)
        ],
    }
