"""How an identifier is written and read: `IAT-2026-0001`, four digits or more."""

import re
from typing import NamedTuple

WRITTEN = re.compile(r"IAT-(?P<year>\d{4})-(?P<number>\d{4,7})", re.IGNORECASE)


class Identifier(NamedTuple):
    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Identifier":
        """Raises ValueError on anything that no page could have."""
        match = WRITTEN.fullmatch(text)
        identifier = match and cls(int(match["year"]), int(match["number"]))
        if not identifier or not identifier.number or str(identifier) != text.upper():
            raise ValueError(f"« {text} » n’est pas un identifiant.")
        return identifier

    def __str__(self) -> str:
        return f"IAT-{self.year}-{self.number:04}"
