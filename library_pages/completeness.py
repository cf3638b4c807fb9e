"""What a page is expected to say, what it says, and what its authors declared « non communiqué ».

The class of the page names its `questions`. What blocks publication is little; the rest is shown as missing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


def always(page: Any) -> bool:
    return True


@dataclass(frozen=True)
class Expected:
    """An answer. `name` is a field or a relation of the page, `tab` the tab of the editor that holds it.

    `instead` names the fields that answer as well. `when` tells whether the page is expected to answer at all. Of a
    `restricted` answer nothing is said but to the editor, not even that it is missing.
    """

    name: str
    label: str
    tab: str
    when: Callable[[Any], bool] = always
    instead: tuple[str, ...] = ()
    restricted: bool = False

    def answered(self, page: Any) -> bool:
        return any(is_filled(page, name) for name in (self.name, *self.instead))


@dataclass(frozen=True)
class Questionnaire:
    """The expected answers in the order of the editor, and the names of those without which nothing is published."""

    expected: tuple[Expected, ...]
    blocking: tuple[str, ...]

    @property
    def optional(self) -> list[Expected]:
        """Answers that authors may decline to give, in public."""
        return [e for e in self.expected if e.name not in self.blocking and not e.restricted]


def is_filled(page: Any, name: str) -> bool:
    value = getattr(page, name)
    return bool(value.all()) if hasattr(value, "all") else value == 0 or bool(value)


def expected_answers(page: Any, *, restricted: bool = False) -> list[Expected]:
    """The answers that this page, such as it is, should give; those of its annexes too when `restricted`."""
    return [e for e in page.questions.expected if e.when(page) and (restricted or not e.restricted)]


def not_disclosed_answers(page: Any) -> list[Expected]:
    """Expected answers that are not given and that the authors said they would not give."""
    declared = set(page.not_disclosed) - set(page.questions.blocking)
    return [e for e in expected_answers(page) if e.name in declared and not e.answered(page)]


def missing_answers(page: Any, *, restricted: bool = False) -> list[Expected]:
    """Expected answers that are neither given nor declared « non communiqué »."""
    settled = not_disclosed_answers(page)
    return [e for e in expected_answers(page, restricted=restricted) if e not in settled and not e.answered(page)]


def score(page: Any) -> int:
    """Share of the expected answers that are given, in percent; « non communiqué » tells the reader nothing."""
    expected = expected_answers(page)
    return round(100 * sum(e.answered(page) for e in expected) / len(expected))
