"""A step as it is shown and answered: its questions, its rows, what is wrong."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from cms.core.form_errors import FormError, errors_of
from library_pages.contribution import prose
from library_pages.contribution.examples import Example
from library_pages.contribution.forms import AnswersForm, Filling, ProseField
from library_pages.contribution.questions import Step
from library_pages.contribution.rows import RowsFormSet, rows_form
from library_pages.models import UseCasePage


class Shown(NamedTuple):
    """A question and what stands beside it. `origin` tells where a suggested answer comes from."""

    field: Any
    example: Example | None
    origin: str
    loses_marks: bool


class ShownRows(NamedTuple):
    """A question that takes several answers."""

    formset: RowsFormSet
    example: Example | None


class StepForm:
    """`page` is the version that the contributor sees; nothing is written but in memory, by `apply`."""

    def __init__(self, step: Step, page: UseCasePage, filling: Filling) -> None:
        self.step, self.page, self.suggested = step, page, filling.suggested
        self.answers = AnswersForm(step.questions, page, filling)
        self.rows: Sequence[RowsFormSet] = [rows_form(asked, page, filling) for asked in step.rows]

    @property
    def has_prose(self) -> bool:
        return any(isinstance(field, ProseField) for field in self.answers.fields.values())

    def is_valid(self) -> bool:
        return all([self.answers.is_valid(), *(rows.is_valid() for rows in self.rows)])

    def apply(self) -> None:
        self.answers.apply()
        for rows in self.rows:
            rows.apply(self.page)

    @property
    def errors(self) -> list[FormError]:
        """In the order of the screen."""
        if not self.answers.is_bound:
            return []
        found = errors_of(self.answers)
        for rows in self.rows:
            first = rows.forms[0][rows.asked.fields[0]].id_for_label
            found += [FormError(str(text), first) for text in rows.non_form_errors()]
            found += errors_of(*(form for form in rows.forms if form not in rows.deleted_forms))
        return found

    def questions(self, examples: Mapping[str, Example]) -> list[Shown]:
        return [
            Shown(
                field,
                examples.get(field.name),
                self.suggested[field.name].origin if field.name in self.answers.suggested else "",
                isinstance(field.field, ProseField) and prose.loses_marks(getattr(self.page, field.name) or ""),
            )
            for field in self.answers
        ]

    def row_questions(self, examples: Mapping[str, Example]) -> list[ShownRows]:
        return [ShownRows(rows, examples.get(rows.asked.name)) for rows in self.rows]
