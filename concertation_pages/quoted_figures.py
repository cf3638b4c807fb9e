"""The figures of citizens' bodies and of reports, as figures that the site quotes."""

import re
from collections.abc import Iterator
from typing import Any, cast

from cms.core.figures import QuotedFigure
from concertation_pages.models import ReportPage
from concertation_pages.models.bodies import BodyFigure

SOURCES, ITSELF = "Sources du compte rendu", "La collectivité elle-même"
NUMBER = re.compile(r"(\d+(?:[\s,]\d+)*)\s*(.*)", re.DOTALL)


def of_bodies() -> Iterator[tuple[int, QuotedFigure]]:
    """« 30 citoyens tirés au sort »: the number, then what it counts. A value without a number first is no figure."""
    for row in BodyFigure.objects.select_related("page").order_by("page", "sort_order", "pk"):
        if found := NUMBER.fullmatch(row.value):
            body, (amount, rest) = cast("Any", row.page), found.groups()
            label, scope = f"{rest} ({row.label})" if rest else row.label, body.acronym or body.title
            yield body.pk, QuotedFigure(amount, label, scope, "", "", row.source, row.url)


def of_reports() -> Iterator[tuple[int, QuotedFigure]]:
    """How many took part, as the source of the report says; of several nobody wrote which one does. Without any, the
    territory says it itself.
    """
    for page in ReportPage.objects.filter(participants__isnull=False).prefetch_related("sources"):
        sources = list(page.sources.all())
        if not sources and not page.is_contribution:
            continue
        several = SOURCES if sources else ITSELF
        title, url = (sources[0].title, sources[0].url) if len(sources) == 1 else (several, page.url)
        label = "participants à la concertation"
        yield page.pk, QuotedFigure(str(page.participants), label, page.title, "", "", title, url)
