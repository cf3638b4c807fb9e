"""Cells of the CSV files that the site gives."""

from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_cell(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula is kept as text by an apostrophe (OWASP, « CSV injection »)."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value
