"""A figure as a CSV file: the rows of its table, then what they mean, in the columns of the other files of the site."""

import csv

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response

from cms.core.content_version import version_for
from cms.core.csv_cells import csv_cell
from cms.core.page_cache import etag
from concertation_pages.synthesis.counting import synthesis
from concertation_pages.synthesis.figures import Figure
from concertation_pages.synthesis.keys import FILES
from search.exports.content import LICENCE
from search.exports.formats import BOM
from search.exports.responses import TYPES, open_data, shared

COLUMNS = ("Réponse", "Identifiant", "Nombre", "Lecture")
ABOUT = ("Chiffre", "Définition", "On compte", "Total", "Connu pour", "Adresse", "Calculé le", "Licence")


def figure_file(request: HttpRequest) -> HttpResponseBase:
    """The file of the figure that ends the address of the request."""
    path, _, name = request.path.rpartition("/")
    tag = etag(request)
    if unchanged := get_conditional_response(request, etag=tag):
        return shared(unchanged, tag)
    key = FILES[name]
    figure = synthesis(version_for(request)).figures[key].figure
    day = timezone.localdate().isoformat()
    response = HttpResponse(content_type=TYPES["csv"], headers=open_data(f"concertations-{key.value}-{day}.csv"))
    response.write(BOM)
    _write(response, figure, request.build_absolute_uri(f"{path}/{key.value}/"), day)
    return shared(response, tag)


def _write(response: HttpResponse, figure: Figure, address: str, day: str) -> None:
    known = figure.total if figure.known is None else figure.known
    about = (figure.title, figure.definition, figure.noun.plural, figure.total, known, address, day, LICENCE)
    writer = csv.writer(response, delimiter=";")
    writer.writerow([*COLUMNS, *ABOUT])
    for row in figure.rows:
        writer.writerow(map(csv_cell, [row.label, row.slug, row.number, row.said, *about]))
