"""The registers in the plan du site and the sitemap: what is public and no page of the tree."""

from collections.abc import Iterator

from django.http import HttpRequest

from cms.core.addresses import Address
from cms.core.names import searchable
from search.facets import CONSULTATIONS
from search.models import SearchEntry


def register_addresses(request: HttpRequest) -> Iterator[Address]:
    """Kind by kind, in the order of a French dictionary. Nothing says when such an item last changed.

    The entry of a committed territory may lead to a page, which is listed as one: territories say their own addresses.
    """
    entries = SearchEntry.objects.public().filter(path="", fragment="").exclude(kind__in=CONSULTATIONS)
    rows = entries.values_list("kind", "title", "url")
    for _, title, url in sorted(rows, key=lambda row: (row[0], searchable(row[1]))):
        yield Address(title, url, None)
