"""How many charters have a clause for each principle, as the pages of the manifesto say it."""

from collections import Counter
from typing import Any

from cms.core.per_version import PerVersion
from cms.core.public_tree import unrestricted
from library_pages.cross_reading.reading import BELOW
from library_pages.models import CharterClause, CharterPage
from search.coverage import Coverage


def coverage(version: str) -> Coverage:
    return _counted.get(version)


def _read(_: str) -> Coverage:
    charters = unrestricted(CharterPage.objects.all())
    rows = list(CharterClause.objects.filter(page__in=charters).exclude(principles="").select_related("page"))
    pairs = {(row.page_id, code) for row in rows for code in row.covered}
    page: Any = rows[0].page if rows else None
    url = page.url.removesuffix(f"{page.slug}/") if page and page.url else ""
    return Coverage(f"{url}{BELOW}/" if url else "", Counter(code for _, code in pairs))


_counted = PerVersion(_read)
