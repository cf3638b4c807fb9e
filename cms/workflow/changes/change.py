"""The shape of a change, as its readers get it: a sentence, and word by word what went and what came."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

RESTRICTED = "non public"


class Mark(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class Piece(NamedTuple):
    """A run of words that stayed, came or went."""

    mark: Mark
    text: str


class Part(NamedTuple):
    """One answer of a changed row or block; `label` is empty when the change has only one."""

    label: str
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class Change:
    """A field, a row or a block that is no longer the same.

    `label` names the field, `sentence` says what happened in plain text; `parts` are its words, marked. A restricted
    change is for staff and members: it never enters a mail nor a public page.
    """

    label: str
    sentence: str
    parts: Sequence[Part] = ()
    restricted: bool = False
    quotes: bool = False
    """The sentence holds both values whole: the words need not be shown again under it."""

    @property
    def told_by_words(self) -> bool:
        """Its words, marked, say more than the sentence: above them the name of the field is enough."""
        if self.quotes or len(self.parts) != 1 or self.parts[0].label:
            return False
        return any(piece.mark is not Mark.SAME for piece in self.parts[0].pieces)


@dataclass(frozen=True)
class Answer:
    """What happened to one field or relation; `public` says it to everybody, without the words of anybody."""

    changes: Sequence[Change]
    public: str = ""


def changed_labels(changes: Sequence[Change]) -> list[str]:
    """Names of the fields that changed, each once, for a list: no value, restricted ones said to be so."""
    labels = (f"{change.label} ({RESTRICTED})" if change.restricted else change.label for change in changes)
    return list(dict.fromkeys(labels))
