"""How many texts have a clause for each principle of the manifesto: said by the layer that reads those texts."""

from collections.abc import Callable, Mapping

Reader = Callable[[str], Mapping[str, int]]
"""Told the version of the content; code of a principle to the number of texts."""

_readers: list[Reader] = []


def register(reader: Reader) -> None:
    if reader not in _readers:
        _readers.append(reader)


def covering(version: str) -> Mapping[str, int]:
    """A principle that no text has a clause for may be left out."""
    found: dict[str, int] = {}
    for reader in _readers:
        for code, number in reader(version).items():
            found[code] = found.get(code, 0) + number
    return found
