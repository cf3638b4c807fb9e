"""The quoted figures as a CSV file, one line for each figure and page that quotes it."""

import csv
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response

from cms.core.content_version import version_for
from cms.core.csv_cells import csv_cell
from cms.core.page_cache import etag
from home.quoted.figures import Counted, Figures, Quoted, figures
from search.exports.content import LICENCE
from search.exports.formats import BOM
from search.exports.responses import TYPES, open_data, shared

COLUMNS = (
    *("Valeur", "Ce que le chiffre mesure", "Périmètre", "Date", "Source", "Adresse de la source"),
    *("Cité par", "Adresse de la page", "Ce que le site compte", "Compté", "Lu le", "Licence"),
)


def figures_file(request: HttpRequest) -> HttpResponseBase:
    tag = etag(request)
    if unchanged := get_conditional_response(request, etag=tag):
        return shared(unchanged, tag)
    day = timezone.localdate().isoformat()
    response = HttpResponse(content_type=TYPES["csv"], headers=open_data(f"chiffres-cites-{day}.csv"))
    response.write(BOM)
    writer = csv.writer(response, delimiter=";")
    writer.writerow(COLUMNS)
    for quoted, counted in _lines(figures(version_for(request))):
        for page in quoted.pages:
            address = request.build_absolute_uri(page.url)
            writer.writerow(map(csv_cell, [*_figure(quoted), page.label, address, *_beside(counted), day, LICENCE]))
    return shared(response, tag)


def _lines(found: Figures) -> Iterator[tuple[Quoted, Counted | None]]:
    for counted in found.counted:
        yield from ((quoted, counted) for quoted in counted.quoted)
    yield from ((quoted, None) for quoted in found.others)


def _figure(quoted: Quoted) -> tuple[str, ...]:
    figure = quoted.figure
    when = figure.iso or figure.when
    return figure.amount, figure.label, figure.scope, when, figure.source_title, figure.source_url


def _beside(counted: Counted | None) -> tuple[str, str]:
    return (counted.count.definition, str(counted.today)) if counted else ("", "")
