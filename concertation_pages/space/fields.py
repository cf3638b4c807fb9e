"""The form field of each question, and the JSON in which its answer is kept."""

import datetime
import decimal
from typing import Any

from django import forms

from cms.core.partial_dates import PartialDate, PartialDateFormField, not_to_come
from cms.core.typed_answers import clean, web_address
from concertation_pages.space.choices import NO_ANSWER, Vocabularies, model_of, values_of
from concertation_pages.space.questions import Answer, Question, Rows

MISSING = "Il manque une réponse."
LONG = 20_000
"""Characters of a long answer."""
HIGHEST = 10_000_000

CLOSED = frozenset({Answer.CHOICE, Answer.TERM, Answer.TERMS, Answer.AXIS})
NUMBER = forms.TextInput({"inputmode": "decimal"})
OPEN: dict[Answer, tuple[type[forms.Field], dict[str, Any]]] = {
    Answer.DATE: (PartialDateFormField, {}),
    Answer.DAY: (forms.DateField, {"widget": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}),
    Answer.NUMBER: (forms.IntegerField, {"min_value": 0, "max_value": HIGHEST, "widget": NUMBER}),
    Answer.DECIMAL: (
        forms.DecimalField,
        {"min_value": 0, "max_digits": 7, "decimal_places": 1, "localize": True, "widget": NUMBER},
    ),
    Answer.ADDRESS: (forms.URLField, {"max_length": 500, "assume_scheme": "https"}),
}

Value = Any
"""A JSON value: a text, a number, a list of slugs. An empty one is no answer."""


def form_field(question: Question, rows: Rows | None, vocabularies: Vocabularies, held: Value) -> forms.Field:
    """`held` is the present answer, which stays possible whatever is offered."""
    said = {"label": question.label, "help_text": question.help_text, "required": question.required}
    field = _field(question, rows, vocabularies, held, said)
    field.error_messages["required"] = MISSING
    if question.is_past:
        field.validators = [*field.validators, not_to_come]
    return field


def _field(question: Question, rows: Rows | None, vocabularies: Vocabularies, held: Value, said: Any) -> forms.Field:
    if question.kind in CLOSED:
        return _closed(question, rows, vocabularies, held, said)
    if question.kind is Answer.LONG_TEXT:
        return forms.CharField(max_length=LONG, widget=forms.Textarea({"rows": 2 if rows else 4}), **said)
    if question.kind is Answer.TEXT:
        return forms.CharField(max_length=_length(question, rows), **said)
    field_class, options = OPEN[question.kind]
    return web_address(field_class(**options, **said))


def _closed(question: Question, rows: Rows | None, vocabularies: Vocabularies, held: Value, said: Any) -> forms.Field:
    if question.kind is Answer.TERMS:
        offered = vocabularies.offered(question, held or [])
        return forms.MultipleChoiceField(choices=offered, widget=forms.CheckboxSelectMultiple, **said)
    if question.kind is Answer.CHOICE:
        choices = values_of(question, rows)
    else:
        choices = vocabularies.offered(question, [held] if held else [])
    widget = forms.Select if rows else forms.RadioSelect
    return forms.ChoiceField(choices=[("", NO_ANSWER), *choices], widget=widget, **said)


def _length(question: Question, rows: Rows | None) -> int:
    field: Any = model_of(rows)._meta.get_field(question.name)
    length: int = field.max_length
    return length


def to_json(value: Any) -> Value:
    """What the form understood, as it is kept."""
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, str):
        return clean(value)
    return "" if value is None else value


def from_json(question: Question, value: Value) -> Any:
    """What is kept, as a field of the report or of a form takes it; terms stay slugs."""
    if value in ("", None, []):
        return [] if question.kind is Answer.TERMS else None if question.kind in UNTYPED else ""
    match question.kind:
        case Answer.DATE:
            return PartialDate.parse(value)
        case Answer.DAY:
            return datetime.date.fromisoformat(value)
        case Answer.DECIMAL:
            return decimal.Decimal(value)
    return value


UNTYPED = frozenset({Answer.DATE, Answer.DAY, Answer.NUMBER, Answer.DECIMAL})
"""Answers whose absence is NULL in the report."""
