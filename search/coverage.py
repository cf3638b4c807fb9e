"""The texts that have a clause for a principle of the manifesto: counted by the layer that reads them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Coverage:
    """`url`: where the texts are read beside the principles, empty when there is none; `texts`: how many have a clause
    for each principle, by its code.
    """

    url: str = ""
    texts: Mapping[str, int] = field(default_factory=dict)

    def of(self, code: str) -> int:
        return self.texts.get(code, 0)


Reader = Callable[[str], Coverage]
"""Told the version of the content."""

_readers: list[Reader] = []


def register(reader: Reader) -> None:
    """By the one layer that counts them: raises ValueError when another does already."""
    if any(known is not reader for known in _readers):
        raise ValueError("the texts of the principles are counted already")
    _readers[:] = [reader]


def coverage(version: str) -> Coverage:
    return _readers[0](version) if _readers else Coverage()
