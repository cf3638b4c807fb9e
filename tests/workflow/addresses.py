"""Every address of the site: each pattern of the resolver, with one address that it answers."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)|\([^()]*\)")
SNIPPET = re.compile(r"admin/snippets/(?:choose/)?(\w+)/(\w+)/")


class Address(NamedTuple):
    pattern: str
    """As the resolver writes it: « admin/pages/<int:page_id>/edit/ »."""
    path: str


def every_address(values: dict[str, Any]) -> Iterator[Address]:
    """`values` gives an argument by its name; a key that is not given is that of the first row of the snippet, or 1."""
    for pattern in _patterns(get_resolver()):
        known = defaultdict(lambda: 1, values | _first_row(pattern))
        path = ARGUMENT.sub(partial(_value, known), pattern)
        yield Address(pattern, "/" + re.sub(r"\\(.)", r"\1", path.replace("^", "").replace("$", "")))


def _patterns(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        text = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield text
        else:
            yield from _patterns(entry, text)


def _value(known: Mapping[str, Any], found: re.Match[str]) -> str:
    return str(known[found[1] or found[2] or ""])


def _first_row(pattern: str) -> dict[str, Any]:
    """The key of the first row of the vocabulary that this pattern is about, if any."""
    snippet = SNIPPET.match(pattern)
    row = apps.get_model(*snippet.groups())._default_manager.first() if snippet else None
    return {"pk": row.pk} if row else {}
