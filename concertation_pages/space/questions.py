"""What a question of the report is: the shapes of `questionnaire.py`."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cms.taxonomy.models import SegmentKind


class Answer(StrEnum):
    """What an answer is. Terms are kept as slugs, an axis as the last part of its address."""

    TEXT = "texte"
    LONG_TEXT = "texte-long"
    DATE = "date"
    DAY = "jour"
    NUMBER = "nombre"
    DECIMAL = "decimal"
    ADDRESS = "adresse"
    CHOICE = "choix"
    TERMS = "termes"
    TERM = "terme"
    AXIS = "axe"


@dataclass(frozen=True)
class Question:
    """`vocabulary` is that of the field: a category of methods, or the name of the vocabulary. `precision` is the
    question that says which one, when « autre » is chosen; `follows` the question whose « oui » makes this one asked;
    `is_past` refuses a day to come.
    """

    name: str
    label: str
    kind: Answer
    help_text: str = ""
    vocabulary: str = ""
    precision: str = ""
    follows: str = ""
    required: bool = False
    is_past: bool = False


@dataclass(frozen=True)
class Rows:
    """A question that takes several answers, each of `fields`. `kind` is that of the passages, `follows` as above."""

    name: str
    relation: str
    label: str
    item: str
    fields: Sequence[Question]
    help_text: str = ""
    kind: SegmentKind | None = None
    follows: str = ""


@dataclass(frozen=True)
class Group:
    """Questions under one heading."""

    title: str
    asked: Sequence[Question | Rows]


@dataclass(frozen=True)
class Section:
    number: int
    title: str
    lede: str
    groups: Sequence[Group]

    @property
    def asked(self) -> list[Question | Rows]:
        """Everything that the section asks, in its order."""
        return [asked for group in self.groups for asked in group.asked]

    @property
    def slug(self) -> str:
        return f"partie-{self.number}"
