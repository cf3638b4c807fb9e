"""The three formats of a list.

CSV: semicolons and a byte order mark, since a French Excel that opens the file by a double click takes nothing else;
CRLF. The licence, the day and the address of the list are columns: a comment above the header would be a row to every
reader that is no spreadsheet, and HTTP headers are lost as soon as the file is saved. XLSX: these are on a second
sheet, since tools read the first. JSON: they are in `meta`.
"""

import csv
import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from cms.core.csv_cells import FORMULA_STARTS, csv_cell
from cms.core.licence import LICENCE_URL
from search.exports import tables
from search.exports.content import AUTHORITY, DESCRIPTIVE, LICENCE, Export, Item
from search.forms import printable

BOM = "\ufeff"
WIDTHS = {"Titre": 60, "Adresse": 40, "Résumé": 80}
WIDTH = 24
"""Characters of a column of the sheet."""


class _Line:
    """A file for `csv.writer`, which gives back each line instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(export: Export) -> Iterator[str]:
    """A line for each result, formulas neutralised."""
    about = dict(tables.about(export))
    columns, writer = tables.columns(export), csv.writer(_Line(), delimiter=";")
    yield BOM + writer.writerow([*(column.name for column in columns), *about])
    for item in export.items:
        cells = [column.read(item) for column in columns]
        yield writer.writerow(map(csv_cell, [*cells, *about.values()]))


def json_pieces(export: Export) -> Iterator[str]:
    """One result a line; nothing is held in memory."""
    meta = {
        "titre": export.title,
        "liste": export.address,
        "licence": {"nom": LICENCE, "url": LICENCE_URL},
        "exporte_le": export.day,
        "total": export.total,
        "avertissement": export.notice,
    }
    yield f'{{"meta": {_json(meta)},\n"resultats": ['
    for rank, item in enumerate(export.items):
        yield ("," if rank else "") + "\n" + _json(_result(item))
    yield "\n]}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _result(item: Item) -> dict[str, Any]:
    """The keys of the API, with every facet of the item instead of those of the list."""
    facets: dict[str, list[dict[str, str]]] = {
        facet.parameter: [{"valeur": value.slug, "libelle": value.label} for value in item.values(facet)]
        for facet in DESCRIPTIVE
    }
    for value, codes in zip(facets[AUTHORITY], item.authority_codes(), strict=True):
        value.update(codes._asdict())
    cited = item.cited
    return {
        "titre": item.entry.title,
        "url": item.url,
        "type": item.entry.kind,
        "identifiant": item.identifier,
        "resume": item.entry.summary,
        "date": item.entry.date,
        "facettes": {parameter: values for parameter, values in facets.items() if values},
        **({"cite": {"titre": cited.title, "passage": cited.passage, "url": cited.url}} if cited.url else {}),
    }


def xlsx_bytes(export: Export) -> bytes:
    """Two sheets: the results, and where they come from. Rows are written as they come."""
    book = Workbook(write_only=True)
    _results_sheet(book, export)
    _about_sheet(book, export)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _results_sheet(book: Workbook, export: Export) -> None:
    sheet = book.create_sheet("Résultats")
    sheet.freeze_panes = "C2"
    columns = tables.columns(export)
    for rank, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(rank)].width = WIDTHS.get(column.name, WIDTH)
    sheet.append([printable_cell(sheet, column.name, bold=True) for column in columns])
    for item in export.items:
        sheet.append([printable_cell(sheet, column.read(item)) for column in columns])


def _about_sheet(book: Workbook, export: Export) -> None:
    sheet = book.create_sheet("À propos")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = WIDTH, 100
    rows = [("Titre", export.title), *tables.about(export), ("Conditions de réutilisation", LICENCE_URL)]
    rows += [("Résultats", str(export.total)), *([("Attention", export.notice)] if export.notice else [])]
    for name, value in rows:
        sheet.append([printable_cell(sheet, name, bold=True), printable_cell(sheet, value)])


def text_cell(sheet: Any, text: str, bold: bool = False) -> Any:
    """A cell that is a text whatever it begins with; most are, and are quicker to write as they are."""
    if not bold and not text.startswith(FORMULA_STARTS):
        return text or None
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell


def printable_cell(sheet: Any, text: str, bold: bool = False) -> Any:
    return text_cell(sheet, printable(text), bold)
