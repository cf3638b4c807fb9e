"""A JSON file of the register, row by row: every value is checked where it is read."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from cms.territories.models.local_authority import siren_is_valid

MAX_NAME = 150
MAX_NUMBER = 2**31 - 1
"""What the database holds."""
SIREN = r"\d{9}"


class RegisterError(Exception):
    """A register that cannot be imported. The message, in French, names the file, the row and the field."""


class Row:
    """One row, and where it is for whoever has to mend the file."""

    def __init__(self, place: str, values: Mapping[str, Any]) -> None:
        self.place = place
        self.values = values

    def refuse(self, field: str, reason: str) -> NoReturn:
        raise RegisterError(f"{self.place}, champ « {field} » : {reason}")

    def required(self, field: str) -> Any:
        if field not in self.values:
            self.refuse(field, "il manque.")
        return self.values[field]

    def text(self, field: str, pattern: str = r".*\S.*") -> str:
        value = self.required(field)
        if not isinstance(value, str):
            self.refuse(field, f"un texte est attendu, pas {value!r:.60}.")
        if len(value) > MAX_NAME or not re.fullmatch(pattern, value):
            self.refuse(field, f"{value!r:.60} n’a pas la forme attendue.")
        return value

    def whole(self, field: str) -> int:
        value = self.required(field)
        if not isinstance(value, int) or isinstance(value, bool):
            self.refuse(field, f"un nombre entier est attendu, pas {value!r:.60}.")
        if not 0 <= value <= MAX_NUMBER:
            self.refuse(field, f"{value} est hors des bornes.")
        return value

    def siren(self, field: str) -> str:
        value = self.text(field, SIREN)
        if not siren_is_valid(value):
            self.refuse(field, f"la clé de contrôle du SIREN {value} est fausse.")
        return value

    def choice(self, field: str, known: Collection[str], what: str) -> str:
        value = self.text(field)
        if value not in known:
            self.refuse(field, f"{what} inconnu{'e' if what == 'nature' else ''} : « {value:.60} ».")
        return value

    def unique(self, field: str, seen: set[str]) -> None:
        """Refuse the value of this field when an earlier row has it."""
        if (value := self.values[field]) in seen:
            self.refuse(field, f"« {value} » figure déjà plus haut.")
        seen.add(value)

    def rows(self, field: str) -> list["Row"]:
        value = self.required(field)
        if not isinstance(value, list) or not value:
            self.refuse(field, "une liste d’au moins un élément est attendue.")
        return list(_rows(f"{self.place}, champ « {field} »", value))


def read_rows(folder: Path, name: str) -> Iterator[Row]:
    """The rows of a file that is a JSON list of objects."""
    try:
        content = json.loads((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RegisterError(f"{name} : le fichier manque dans {folder}.") from None
    except OSError as error:
        raise RegisterError(f"{name} : illisible ({error.strerror}).") from error
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise RegisterError(f"{name} : ce n’est pas du JSON en UTF-8 ({error}).") from error
    if not isinstance(content, list) or not content:
        raise RegisterError(f"{name} : une liste d’au moins un élément est attendue.")
    yield from _rows(name, content)


def _rows(place: str, content: list[Any]) -> Iterator[Row]:
    for number, values in enumerate(content, 1):
        where = f"{place}, élément {number}"
        if not isinstance(values, dict):
            raise RegisterError(f"{where} : un objet est attendu.")
        yield Row(where, values)
