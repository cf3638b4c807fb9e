"""The whole matrix as a file: a line for each principle, a column for each charter, in the words of the page."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from openpyxl import Workbook

from cms.core.content_version import version_for
from cms.core.csv_cells import csv_cell
from cms.core.licence import LICENCE_URL
from cms.core.page_cache import etag
from library_pages.cross_reading.matrix import Charter, Matrix, matrix
from search.exports.content import LICENCE
from search.exports.formats import BOM, printable_cell
from search.exports.responses import TYPES, open_data, refused_for_now, shared

FILES = {form: f"export.{form}" for form in ("csv", "xlsx")}
"""Format to the name of the file, below the address of the page."""
COLUMNS = ("Code", "Principe", "Axe")
TEXTS = ("Texte", "Collectivité", "Adresse", "Texte intégral saisi", "Principes cherchés dans tout le texte")
READING = (
    "Les clauses qui couvrent un principe, selon la lecture de la rédaction. « clause absente » n’est dit que d’un "
    "texte saisi en entier, où le principe a été cherché ; « non relevée » ne dit rien du texte et n’entre "
    "dans aucun décompte."
)


@dataclass(frozen=True)
class CrossReadingFile:
    """`address`: of the page, absolute; `day`: AAAA-MM-JJ, in Paris."""

    matrix: Matrix
    address: str
    day: str

    def table(self) -> Iterator[list[str]]:
        """The header first."""
        yield [*COLUMNS, *map(heading, self.matrix.charters)]
        for principle in self.matrix.principles:
            cells = [charter.cell(principle).said for charter in self.matrix.charters]
            yield [principle.code, principle.statement, principle.axis.title, *cells]

    def texts(self) -> Iterator[list[str]]:
        """What the columns are, under a header."""
        yield [*TEXTS]
        for charter in self.matrix.charters:
            recorded = "oui" if charter.full_text_recorded else "non"
            searched = ", ".join(charter.compared_with)
            yield [charter.title, charter.bearers, urljoin(self.address, charter.url), recorded, searched]

    def about(self) -> Sequence[tuple[str, str]]:
        return (("Lecture", READING), ("Page", self.address), ("Exporté le", self.day), ("Licence", LICENCE))


def heading(charter: Charter) -> str:
    return f"{charter.title} ({charter.bearers})" if charter.authorities else charter.title


def cross_reading_file(request: HttpRequest) -> HttpResponseBase:
    """The file that ends the address of the request."""
    path, _, name = request.path.strip("/").rpartition("/")
    tag = etag(request)
    if unchanged := get_conditional_response(request, etag=tag):
        return shared(unchanged, tag)
    day = timezone.localdate().isoformat()
    file = CrossReadingFile(matrix(version_for(request)), request.build_absolute_uri(f"/{path}/"), day)
    form = name.rpartition(".")[2]
    return refused_for_now(request) or shared(_response(file, form), tag)


def _response(file: CrossReadingFile, form: str) -> HttpResponse:
    headers = open_data(f"lecture-croisee-{file.day}.{form}")
    response = HttpResponse(content_type=TYPES[form], headers=headers)
    if form == "xlsx":
        response.write(_xlsx(file))
    else:
        response.write(BOM)
        _write_csv(file, response)
    return response


def _write_csv(file: CrossReadingFile, response: HttpResponse) -> None:
    writer = csv.writer(response, delimiter=";")
    names, values = zip(*file.about(), strict=True)
    for rank, cells in enumerate(file.table()):
        writer.writerow(map(csv_cell, [*cells, *(values if rank else names)]))


def _xlsx(file: CrossReadingFile) -> bytes:
    book = Workbook(write_only=True)
    _sheet(book, "Lecture croisée", file.table(), frozen="D2")
    _sheet(book, "Textes", file.texts())
    _sheet(book, "À propos", ([*pair] for pair in (*file.about(), ("Conditions de réutilisation", LICENCE_URL))))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _sheet(book: Workbook, title: str, rows: Iterator[list[str]], frozen: str = "") -> None:
    sheet: Any = book.create_sheet(title)
    sheet.freeze_panes = frozen or None
    for rank, cells in enumerate(rows):
        sheet.append([printable_cell(sheet, cell, bold=not rank) for cell in cells])
