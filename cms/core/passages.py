"""The parts of a page that others cite, each at its own address below that of the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from cms.core.row_pages import place


@dataclass(frozen=True)
class Passage:
    """`anchor` follows the « # » of its address, `label` names it (« Proposition P-1 »), `text` is what it says.

    `by_name` when its page shows its passages some at a time, see `row_pages.place`.
    """

    anchor: str
    label: str
    text: str
    by_name: bool = False

    @property
    def place(self) -> str:
        """What follows the address of its page in its own."""
        return place(self.anchor, by_name=self.by_name)


@runtime_checkable
class HasPassages(Protocol):
    """A page made of passages."""

    def passages(self) -> Sequence[Passage]:
        """Those of the version that the public reads, in their order."""


def passages_of(page: object) -> Sequence[Passage]:
    """Empty for a page that can only be cited as a whole."""
    return page.passages() if isinstance(page, HasPassages) else ()
