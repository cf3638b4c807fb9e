"""A whole fiche at a glance: what it answers, step by step, and what it lacks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from library_pages.completeness import Expected, missing_answers
from library_pages.contribution.addresses import step_address
from library_pages.contribution.answers import shown
from library_pages.contribution.questions import STEPS, Step, step_of
from library_pages.models import UseCasePage


@dataclass(frozen=True)
class Answer:
    """A question and its answers, as they will be read."""

    label: str
    values: Sequence[str]
    required: bool


@dataclass(frozen=True)
class Part:
    """A step, and where it is answered."""

    step: Step
    url: str
    answers: Sequence[Answer]

    @property
    def is_empty(self) -> bool:
        return not any(answer.values for answer in self.answers)


@dataclass(frozen=True)
class Lack:
    """An answer that is expected; `blocking`, the fiche is not submitted without it."""

    label: str
    url: str
    blocking: bool


def parts(version: UseCasePage) -> Iterator[Part]:
    for step in STEPS:
        answers = [Answer(asked.label, shown(version, asked), asked.required) for asked in step.asked]
        yield Part(step, step_address(version, step), answers)


def lacks(version: Any) -> Iterator[Lack]:
    """What this form can complete; the rest is for the editors."""
    for expected in missing_answers(version):
        step = _asking(expected)
        if step:
            yield Lack(expected.label, step_address(version, step), expected.name in version.questions.blocking)


def _asking(expected: Expected) -> Step | None:
    return next(filter(None, (step_of(name) for name in (expected.name, *expected.instead))), None)
