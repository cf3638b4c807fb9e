"""What a fiche answers to a question, as a person reads it: to show it, to compare two versions."""

from typing import Any

from django.db import models
from wagtail.fields import RichTextField

from cms.workflow.changes.wording import said_value
from library_pages.contribution import prose
from library_pages.contribution.questions import Question, Rows, Step
from library_pages.models import UseCasePage


def shown(page: UseCasePage, asked: Question | Rows) -> list[str]:
    """One text an answer; none when the question is not answered."""
    if isinstance(asked, Rows):
        return [_row(row, asked.fields) for row in getattr(page, asked.relation).all()]
    field: Any = UseCasePage._meta.get_field(asked.name)
    value = getattr(page, asked.name)
    if isinstance(field, models.ManyToManyField):
        return [str(term) for term in value.all()]
    if isinstance(field, RichTextField):
        value = prose.to_text(value or "")
    elif field.choices and value:
        value = getattr(page, f"get_{asked.name}_display")()
    return [said_value(value)] if value not in (None, "", False) else []


def differing(step: Step, one: UseCasePage, other: UseCasePage) -> list[Question | Rows]:
    """Questions of the step that these two versions do not answer in the same way."""
    return [asked for asked in step.asked if shown(one, asked) != shown(other, asked)]


def copy_answer(asked: Question | Rows, source: UseCasePage, target: UseCasePage) -> None:
    """Put in one version, in memory, what another one answers."""
    if isinstance(asked, Rows):
        getattr(target, asked.relation).set(list(getattr(source, asked.relation).all()))
        return
    value = getattr(source, asked.name)
    setattr(target, asked.name, list(value.all()) if hasattr(value, "all") else value)


def _row(row: models.Model, names: tuple[str, ...]) -> str:
    values = (_value(row, name) for name in names)
    return ", ".join(value for value in values if value)


def _value(row: Any, name: str) -> str:
    if row._meta.get_field(name).choices:
        return str(getattr(row, f"get_{name}_display")())
    value = getattr(row, name)
    return said_value(value)
