"""From the answers of a territory to the page of its report, and back. What the questionnaire does not ask is left."""

from collections.abc import Mapping
from typing import Any

from concertation_pages.models import ReportPage
from concertation_pages.space.choices import Vocabularies, model_of
from concertation_pages.space.fields import from_json, to_json
from concertation_pages.space.merging import EMPTY, Answers
from concertation_pages.space.questionnaire import SECTIONS
from concertation_pages.space.questions import Answer, Question, Rows
from concertation_pages.space.section_form import REMOVED, new_key

BySection = Mapping[int, Answers]
"""Number of a section to its answers."""
TERMS = frozenset({Answer.TERM, Answer.AXIS})


def read(page: ReportPage, known: BySection) -> dict[int, dict[str, Any]]:
    """What a version of the page answers. Its rows keep the keys that `known` gives them."""
    return {
        section.number: {
            asked.name: answer
            for asked in section.asked
            if (answer := _read(page, asked, known.get(section.number, {}))) not in EMPTY
        }
        for section in SECTIONS
    }


def _read(page: ReportPage, asked: Question | Rows, known: Answers) -> Any:
    if isinstance(asked, Rows):
        return [{"key": key, **_content(asked, row)} for key, row in _keyed(asked, page, known.get(asked.name) or [])]
    return _value(asked, page)


def _value(question: Question, holder: Any) -> Any:
    value = getattr(holder, question.name)
    if question.kind is Answer.TERMS:
        return [term.slug for term in value.all()]
    if question.kind in TERMS:
        return value.slug if value else ""
    return to_json(value)


def _content(rows: Rows, row: Any) -> dict[str, Any]:
    found = {question.name: _value(question, row) for question in rows.fields}
    return {name: value for name, value in found.items() if value not in EMPTY}


def _keyed(rows: Rows, page: ReportPage, known: list[dict[str, Any]]) -> list[tuple[str, Any]]:
    """The rows of the page under their keys. A passage has its code; another row is known by what it says, or else by
    its place among those that say something new.
    """
    found = [row for row in getattr(page, rows.relation).all() if not rows.kind or row.kind == rows.kind]
    if rows.kind:
        return [(row.code or new_key(), row) for row in found]
    unused = {row["key"]: {name: value for name, value in row.items() if name != "key"} for row in known}
    keys: dict[int, str] = {}
    for rank, row in enumerate(found):
        same = next((key for key, content in unused.items() if content == _content(rows, row)), None)
        if same:
            keys[rank] = same
            del unused[same]
    left = iter(unused)
    return [(keys.get(rank) or next(left, None) or new_key(), row) for rank, row in enumerate(found)]


def write(page: ReportPage, answers: BySection, known: BySection) -> None:
    """Put the answers in a version of the page, in memory. `known` is what its rows were last read as."""
    vocabularies = Vocabularies()
    passages: list[Any] = []
    for section in SECTIONS:
        given, before = answers.get(section.number, {}), known.get(section.number, {})
        for asked in section.asked:
            if isinstance(asked, Question):
                _write(asked, page, given.get(asked.name), vocabularies)
                continue
            rows = _rows(asked, page, given.get(asked.name) or [], before.get(asked.name) or [], vocabularies)
            if asked.kind:
                passages += rows
            else:
                _set(page, asked.relation, rows)
    _set(page, "segments", passages)


def _write(question: Question, holder: Any, answer: Any, vocabularies: Vocabularies) -> None:
    if question.kind is Answer.TERMS:
        setattr(holder, question.name, vocabularies.rows(question, answer or []))
    elif question.kind in TERMS:
        found = vocabularies.rows(question, [answer] if answer else [])
        setattr(holder, question.name, found[0] if found else None)
    else:
        setattr(holder, question.name, from_json(question, answer))


def _rows(
    rows: Rows, page: ReportPage, given: list[dict[str, Any]], known: list[dict[str, Any]], vocabularies: Vocabularies
) -> list[Any]:
    """The rows as answered: those that the page has are changed, and keep what the questionnaire does not ask."""
    held = dict(_keyed(rows, page, known))
    found = []
    for answer in given:
        if answer.get(REMOVED):
            continue
        row: Any = held.get(answer["key"]) or model_of(rows)()
        for question in rows.fields:
            _write(question, row, answer.get(question.name), vocabularies)
        if rows.kind:
            row.kind = rows.kind
        found.append(row)
    return found


def _set(page: ReportPage, relation: str, rows: list[Any]) -> None:
    for rank, row in enumerate(rows):
        row.sort_order = rank
    getattr(page, relation).set(rows)
