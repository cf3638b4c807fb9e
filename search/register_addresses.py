"""The registers in the plan du site and the sitemap: what is public and no page of the tree."""

from collections.abc import Iterator

from django.http import HttpRequest

from cms.core.addresses import Address
from cms.core.names import searchable
from search.models import SearchEntry


def register_addresses(request: HttpRequest) -> Iterator[Address]:
    """Kind by kind, in the order of a French dictionary. Nothing says when such an item last changed."""
    entries = SearchEntry.objects.public().filter(path="", fragment="").values_list("kind", "title", "url")
    for _, title, url in sorted(entries, key=lambda entry: (entry[0], searchable(entry[1]))):
        yield Address(title, url, None)
