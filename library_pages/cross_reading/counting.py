"""How many charters have a clause for each principle, as the pages of the manifesto say it."""

from collections import Counter
from typing import Any

from cms.core.per_version import PerVersion
from cms.core.public_tree import unrestricted
from library_pages.cross_reading.reading import cross_reading_of
from library_pages.models import CharterClause, CharterPage
from search.coverage import Coverage


def coverage(version: str) -> Coverage:
    return _counted.get(version)


def _read(_: str) -> Coverage:
    charters = unrestricted(CharterPage.objects.all())
    covering = CharterClause.objects.filter(page__in=charters).exclude(principles="").defer("text")
    rows = list(covering.select_related("page"))
    pairs = {(row.page_id, code) for row in rows for code in row.covered}
    pages: list[Any] = [row.page for row in rows]
    first = min(pages, key=lambda page: page.path, default=None)
    return Coverage(cross_reading_of(first) if first and first.url else "", Counter(code for _, code in pairs))


_counted = PerVersion(_read)
