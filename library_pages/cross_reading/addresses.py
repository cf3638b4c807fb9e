"""The cross reading of charters, for the plan du site and the sitemap, when a charter has a clause to read."""

from collections.abc import Iterator

from django.http import HttpRequest

from cms.core.addresses import Address
from cms.core.content_version import version_for
from library_pages.cross_reading.counting import coverage


def cross_reading_address(request: HttpRequest) -> Iterator[Address]:
    if url := coverage(version_for(request)).url:
        yield Address("Lecture croisée des chartes", url, None)
