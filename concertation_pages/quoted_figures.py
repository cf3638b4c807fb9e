"""The figures of citizens' bodies and of reports, as figures that the site quotes."""

import re
from collections.abc import Iterator

from cms.core.figures import QuotedFigure
from concertation_pages.models import ReportPage
from concertation_pages.models.bodies import BodyFigure

NUMBER = re.compile(r"(\d+(?:[\s,]\d+)*)\s*(.*)", re.DOTALL)


def of_bodies() -> Iterator[tuple[int, QuotedFigure]]:
    """« 30 citoyens tirés au sort »: the number, then what it counts."""
    for row in BodyFigure.objects.select_related("page").order_by("page", "sort_order", "pk"):
        found = NUMBER.fullmatch(row.value)
        amount, rest = found.groups() if found else (row.value, "")
        label = f"{row.label}\u00a0: {rest}" if rest else row.label
        scope = row.page.acronym or row.page.title
        yield row.page_id, QuotedFigure(amount, label, scope, "", "", row.source, row.url)


def of_reports() -> Iterator[tuple[int, QuotedFigure]]:
    """How many took part, as the first source of the report gives it."""
    for page in ReportPage.objects.filter(participants__isnull=False).prefetch_related("sources"):
        source = next(iter(page.sources.all()), None)
        if source:
            figure = QuotedFigure(
                str(page.participants), "participants à la concertation", page.title, "", "", source.title, source.url
            )
            yield page.pk, figure
