"""Any list as a file: `<list>/export.csv`, `.xlsx`, `.json`, with the same query string."""

from dataclasses import replace

from search.addresses import Address, Pair

EXPORTS = {f"export.{form}": form for form in ("csv", "xlsx", "json")}
"""Name below the address of the list, to the format."""


def export_links(address: Address) -> list[Pair]:
    """Format and address of the files of the list at this address."""
    return [(form.upper(), str(replace(address, path=f"{address.path}{name}"))) for name, form in EXPORTS.items()]
