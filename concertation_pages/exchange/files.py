"""CSV and XLSX, both ways."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils.exceptions import InvalidFileException

from cms.core.csv_cells import csv_cell
from search.exports.formats import BOM, text_cell

FORMS = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MOST_BYTES, MOST_UNPACKED, MOST_ROWS = 5_000_000, 100_000_000, 20_000


class FileRefused(ValueError):  # noqa: N818  # an answer to its sender, not a fault
    """`args[0]` says why, in French."""


def written(columns: Sequence[str], rows: Iterable[Mapping[str, str]], form: str) -> bytes:
    return _csv(columns, rows) if form == "csv" else _xlsx(columns, rows)


def read(content: bytes, name: str) -> tuple[list[str], list[dict[str, str]]]:
    """Headers and rows of a file, empty rows left out. Raises FileRefused."""
    if len(content) > MOST_BYTES:
        raise FileRefused("Ce fichier est trop lourd : 5 Mo au plus.")
    lines = list(_lines(content, name))
    if not lines:
        raise FileRefused("Ce fichier est vide.")
    if len(lines) > MOST_ROWS:
        raise FileRefused(f"Ce fichier a trop de lignes : {MOST_ROWS} au plus.")
    headers = [header.strip() for header in lines[0]]
    return headers, [_row(headers, line) for line in lines[1:]]


def _row(headers: Sequence[str], line: Sequence[str]) -> dict[str, str]:
    return {header: text.strip() for header, text in zip(headers, line, strict=False) if header}


def _lines(content: bytes, name: str) -> Iterator[list[str]]:
    read_lines = _xlsx_lines if name.lower().endswith(".xlsx") else _csv_lines
    return (line for line in read_lines(content) if any(cell.strip() for cell in line))


def _csv_lines(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused("Ce fichier n’est pas un CSV en UTF-8.") from error
    header = text.partition("\n")[0]
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=";" if ";" in header else ",", strict=True)
    except csv.Error as error:
        raise FileRefused(f"Ce fichier n’est pas un CSV lisible ({error}).") from error


def _xlsx_lines(content: bytes) -> Iterator[list[str]]:
    """Of the first sheet. An archive that would unpack to too much is not opened."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > MOST_UNPACKED:
            raise FileRefused("Ce classeur est trop lourd une fois ouvert.")
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError) as error:
        raise FileRefused("Ce fichier n’est pas un classeur XLSX lisible.") from error
    for line in book.worksheets[0].iter_rows(values_only=True):
        yield ["" if cell is None else _said(cell) for cell in line]


def _said(cell: Any) -> str:
    """A spreadsheet gives numbers and days as such."""
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.date().isoformat() if hasattr(cell, "date") else str(cell)


def _storable(text: str) -> str:
    """Without the control characters that XML refuses; line ends stay."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    writer.writerow(columns)
    writer.writerows([csv_cell(row.get(column, "")) for column in columns] for row in rows)
    return (BOM + file.getvalue()).encode()


def _xlsx(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Données")
    sheet.freeze_panes = "A2"
    sheet.append([text_cell(sheet, column, bold=True) for column in columns])
    for row in rows:
        sheet.append([text_cell(sheet, _storable(row.get(column, ""))) for column in columns])
    file = BytesIO()
    book.save(file)
    return file.getvalue()
