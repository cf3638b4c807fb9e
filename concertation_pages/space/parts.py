"""Screens that others add to the space of a commitment, each below its own word: `suite/` is the follow-up."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from cms.members.links import SignedLink

PartView = Callable[[HttpRequest, SignedLink, str], HttpResponseBase]
"""`view(request, link, rest)`: the target of `link` is a `Referent`, `rest` what follows the prefix in the address."""

_parts: dict[str, PartView] = {}


def register_part(prefix: str, view: PartView) -> None:
    """`prefix` ends with a slash (« suite/ »)."""
    _parts[prefix] = view


def part_of(rest: str) -> tuple[PartView, str] | None:
    """Who answers this address, and what it is to him."""
    for prefix, view in _parts.items():
        if rest.startswith(prefix):
            return view, rest.removeprefix(prefix)
    return None
