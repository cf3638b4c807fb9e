"""Every public address of the site, once: the plan du site and the sitemap are two ways of writing this list."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from django.http import HttpRequest
from wagtail.models import Site

from cms.core.public_tree import public_pages


class Address(NamedTuple):
    """`label` as a link says it, `url` from the root of the site, `changed` the last publication or change if known."""

    label: str
    url: str
    changed: datetime.datetime | None


_registers: dict[str, Callable[[HttpRequest], Iterable[Address]]] = {}


def register(name: str, read: Callable[[HttpRequest], Iterable[Address]]) -> None:
    """Add what is public and no page of the tree: `read` gives the rows of a register that have an address."""
    _registers[name] = read


def addresses(request: HttpRequest) -> Iterator[Address]:
    """The pages anybody may read, in the order of the tree, then each register."""
    site = Site.find_for_request(request)
    if site is None:
        return
    for page in public_pages(site).only("path", "depth", "title", "slug", "url_path", "locale_id", "last_published_at"):
        if url := page.get_url(request):
            yield Address(page.title, url, page.last_published_at)
    for read in _registers.values():
        yield from read(request)
