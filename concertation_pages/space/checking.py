"""What a report answers, what it lacks, and the little without which it is not submitted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from cms.core.models.fields import YesNo
from cms.core.partial_dates import check_past
from concertation_pages.models import ReportPage, SectionDraft
from concertation_pages.space import page_answers
from concertation_pages.space.choices import Vocabularies, values_of
from concertation_pages.space.fields import from_json
from concertation_pages.space.merging import EMPTY, Answers
from concertation_pages.space.questionnaire import SECTIONS
from concertation_pages.space.questions import Answer, Question, Rows, Section
from concertation_pages.space.section_form import REMOVED

PERIODS = (("planned_start", "planned_end", "prévue"), ("actual_start", "actual_end", "réelle"))
UNNAMED = "nom non transmis, faute d’accord"
PAST = [asked.name for section in SECTIONS for asked in section.asked if isinstance(asked, Question) and asked.is_past]
CLOSED_KINDS = frozenset({Answer.TERM, Answer.TERMS, Answer.AXIS})


@dataclass(frozen=True)
class Told:
    """A question and its answers, as they will be read."""

    label: str
    values: Sequence[str]
    is_asked: bool = True
    """Whether what is answered elsewhere calls for it."""


@dataclass(frozen=True)
class Part:
    section: Section
    answers: Sequence[Told]

    @property
    def missing(self) -> list[str]:
        return [told.label for told in self.answers if told.is_asked and not told.values]

    @property
    def given(self) -> int:
        return sum(bool(told.values) for told in self.answers)

    @property
    def asked(self) -> int:
        return self.given + len(self.missing)


@dataclass(frozen=True)
class Problem:
    """`section` is where it is mended, `anchor` the id of the control."""

    text: str
    section: int
    anchor: str


def parts(sections: dict[int, SectionDraft], vocabularies: Vocabularies) -> Iterator[Part]:
    for section in SECTIONS:
        answers = sections[section.number].answers
        idle = _not_asked(section, answers, vocabularies)
        told = [
            Told(asked.label, told_values(asked, answers.get(asked.name), vocabularies), asked.name not in idle)
            for asked in section.asked
        ]
        yield Part(section, told)


def _not_asked(section: Section, answers: Answers, vocabularies: Vocabularies) -> set[str]:
    """Names of the questions that a « oui » or an « autre » asks, when nobody said it."""
    found = set()
    for asked in section.asked:
        answer = answers.get(asked.name) or []
        if isinstance(asked, Question) and asked.precision and not vocabularies.asks_precision(asked, answer):
            found.add(asked.precision)
        if asked.follows and answers.get(asked.follows) != YesNo.YES:
            found.add(asked.name)
    return found


def told_values(asked: Question | Rows, answer: Any, vocabularies: Vocabularies) -> list[str]:
    """One text an answer; none when the question is not answered."""
    if isinstance(asked, Rows):
        return [told_row(asked, row, vocabularies) for row in answer or [] if not row.get(REMOVED)]
    return _told(asked, None, answer, vocabularies)


def told_row(rows: Rows, row: Answers, vocabularies: Vocabularies) -> str:
    values = [text for question in rows.fields for text in _told(question, rows, row.get(question.name), vocabularies)]
    if rows.name == "speakers" and row.get("name") and not row.get("agreed_on"):
        values[0] = f"{values[0]} ({UNNAMED})"
    return " · ".join(values)


def told_unit(section: Section, unit: str, value: Any, vocabularies: Vocabularies) -> tuple[str, list[str]]:
    """The label of a unit and what it says, to compare two versions of it."""
    name, is_row, _ = unit.partition(":")
    asked = next(one for one in section.asked if one.name == name)
    if is_row and isinstance(asked, Rows):
        return asked.item, [told_row(asked, value, vocabularies)] if value else []
    return asked.label, told_values(asked, value, vocabularies)


def _told(question: Question, rows: Rows | None, answer: Any, vocabularies: Vocabularies) -> list[str]:
    if answer in EMPTY:
        return []
    if question.kind in CLOSED_KINDS:
        return vocabularies.labels(question, answer if isinstance(answer, list) else [answer])
    if question.kind is Answer.CHOICE:
        return [dict(values_of(question, rows)).get(answer, answer)]
    if question.kind is Answer.DECIMAL:
        return [answer.replace(".", ",")]
    return [str(from_json(question, answer))]


def problems(sections: dict[int, SectionDraft], vocabularies: Vocabularies) -> Iterator[Problem]:
    """What holds back a submission: anything else that is missing is shown as « non renseigné »."""
    merged = {name: value for section in sections.values() for name, value in section.answers.items()}
    if not merged.get("title"):
        yield Problem("Donnez un titre au compte rendu.", 1, "id_title")
    yield from _periods(merged)
    yield from _precisions(merged, vocabularies)
    if not sections[2].answers and not sections[3].answers:
        yield Problem("Donnez au moins une réponse dans les parties 2 ou 3 : la démarche, ou ses résultats.", 2, "")


def refusals(page: ReportPage, vocabularies: Vocabularies) -> Iterator[tuple[str, str]]:
    """Names of the answers of a version of the page that no form takes, and why."""
    try:
        check_past(page, *PAST)
    except ValidationError as error:
        yield from ((name, text) for name, texts in error.message_dict.items() for text in texts)
    merged = {name: answer for answers in page_answers.read(page, {}).values() for name, answer in answers.items()}
    for problem in (*_periods(merged), *_precisions(merged, vocabularies)):
        yield problem.anchor.removeprefix("id_"), problem.text


def section_problems(number: int, sections: dict[int, SectionDraft], vocabularies: Vocabularies) -> list[Problem]:
    """Those that the answers of this section are mended for, as soon as it is saved."""
    return [found for found in problems(sections, vocabularies) if found.section == number and found.anchor]


def _periods(merged: Answers) -> Iterator[Problem]:
    for start, end, kind in PERIODS:
        first, last = merged.get(start, ""), merged.get(end, "")
        shared = min(len(first), len(last))
        if shared and last[:shared] < first[:shared]:
            yield Problem(f"La date de fin {kind} vient avant la date de début {kind}.", 3, f"id_{end}")


def _precisions(merged: Answers, vocabularies: Vocabularies) -> Iterator[Problem]:
    for section in SECTIONS:
        for asked in section.asked:
            if not isinstance(asked, Question) or not asked.precision or merged.get(asked.precision):
                continue
            if vocabularies.asks_precision(asked, merged.get(asked.name) or []):
                text = f"{asked.label} Vous avez choisi « autre » : précisez."
                yield Problem(text, section.number, f"id_{asked.precision}")
