"""The measured results of fiches, as figures that the site quotes."""

from collections.abc import Iterator

from cms.core.figures import QuotedFigure
from library_pages.models import Result


def results() -> Iterator[tuple[int, QuotedFigure]]:
    for row in Result.objects.all():
        amount = f"{row.after}\u00a0{row.unit}" if row.unit else row.after
        label = f"{row.indicator} ({row.before} avant)" if row.before else row.indicator
        yield row.page_id, QuotedFigure(amount, label, "", row.period, "", row.source, row.source_url)
