"""The figures of citizens' bodies and of reports, as figures that the site quotes."""

import re
from collections.abc import Iterator
from typing import Any

from cms.core.figures import QuotedFigure
from concertation_pages.models import ReportPage
from concertation_pages.models.bodies import BodyFigure

SOURCES = "Sources du compte rendu"
NUMBER = re.compile(r"(\d+(?:[\s,]\d+)*)\s*(.*)", re.DOTALL)


def of_bodies() -> Iterator[tuple[int, QuotedFigure]]:
    """« 30 citoyens tirés au sort »: the number, then what it counts."""
    for row in BodyFigure.objects.select_related("page").order_by("page", "sort_order", "pk"):
        found = NUMBER.fullmatch(row.value)
        amount, rest = found.groups() if found else (row.value, "")
        label = f"{row.label}\u00a0: {rest}" if rest else row.label
        body: Any = row.page
        yield body.pk, QuotedFigure(amount, label, body.acronym or body.title, "", "", row.source, row.url)


def of_reports() -> Iterator[tuple[int, QuotedFigure]]:
    """How many took part, as the source of the report says; of several nobody wrote which one does."""
    for page in ReportPage.objects.filter(participants__isnull=False).prefetch_related("sources"):
        sources = list(page.sources.all())
        if not sources:
            continue
        title, url = (sources[0].title, sources[0].url) if len(sources) == 1 else (SOURCES, page.url)
        label = "participants à la concertation"
        yield page.pk, QuotedFigure(str(page.participants), label, page.title, "", "", title, url)
