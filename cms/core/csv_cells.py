"""Cells of the CSV files that the site gives."""

from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_cell(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula is kept as text by an apostrophe (OWASP, « CSV injection »)."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


class SafeExport:
    """For a list of the admin that gives files, before Wagtail's view: its texts may come from anybody."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        prepared = super().preprocess_field_value(field, value, export_format)  # type: ignore[misc]  # of that view
        return csv_cell(prepared) if export_format == "csv" else prepared
