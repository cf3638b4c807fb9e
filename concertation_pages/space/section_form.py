"""A section as it is shown and answered: its questions, the rows of each list, what is wrong."""

import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from django import forms
from django.http import QueryDict

from cms.core.form_errors import FormError, errors_of
from concertation_pages.space.choices import Vocabularies
from concertation_pages.space.fields import form_field, from_json, to_json
from concertation_pages.space.merging import EMPTY, Answers, Units, unit_of
from concertation_pages.space.questions import Group, Question, Rows, Section

MOST = 100
"""Rows of one list."""
KEY = re.compile(r"[\w-]{1,16}\Z")
REMOVED = "removed"
TEMPLATE_KEY = "__cle__"
"""In the place of the key, in the model from which a script makes rows."""


def new_key() -> str:
    return secrets.token_hex(4)


class AnswersForm(forms.Form):
    """The single answers."""

    def __init__(self, questions: Sequence[Question], answers: Answers, vocabularies: Vocabularies, data: Any) -> None:
        initial = {question.name: from_json(question, answers.get(question.name)) for question in questions}
        super().__init__(data, initial=initial)
        for question in questions:
            held = answers.get(question.name)
            self.fields[question.name] = form_field(question, None, vocabularies, held)

    def units(self) -> Units:
        """Of the answers that are well formed."""
        self.is_valid()
        return {name: to_json(self.cleaned_data[name]) for name in self.fields if name in self.cleaned_data}


class RowForm(forms.Form):
    """One row. Left empty, it asks for nothing and counts for nothing."""

    removed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, rows: Rows, key: str, row: Answers, vocabularies: Vocabularies, data: Any) -> None:
        self.rows, self.key = rows, key
        initial = {question.name: from_json(question, row.get(question.name)) for question in rows.fields}
        initial[REMOVED] = bool(row.get(REMOVED))
        prefix = f"{rows.name}-{key}"
        super().__init__(data, initial=initial, prefix=prefix, empty_permitted=True, use_required_attribute=False)
        for question in rows.fields:
            self.fields[question.name] = form_field(question, rows, vocabularies, row.get(question.name))

    @property
    def unit(self) -> str:
        return unit_of(self.rows, self.key)

    @property
    def is_removed(self) -> bool:
        return str(self[REMOVED].value() or "") in ("on", "True", "true", "1")

    @property
    def is_blank(self) -> bool:
        return not any(self[question.name].value() for question in self.rows.fields)

    @property
    def said(self) -> str:
        """The row in a few words, when it is removed."""
        return str(self[self.rows.fields[0].name].value() or "")

    def questions(self) -> list[Any]:
        return [self[question.name] for question in self.rows.fields]

    def has_changed(self) -> bool:
        """An empty row is not checked; any other one is, even when it is as it was read."""
        return any(self[question.name].value() not in EMPTY for question in self.rows.fields)

    def content(self) -> dict[str, Any] | None:
        """Of a valid row, None when it is empty."""
        found = {question.name: to_json(self.cleaned_data.get(question.name)) for question in self.rows.fields}
        kept: dict[str, Any] = {name: value for name, value in found.items() if value not in EMPTY}
        if not kept:
            return None
        return kept | {REMOVED: True} if self.cleaned_data.get(REMOVED) else kept


class RowsForm:
    """The rows of one list, in their order; `model` is what a script makes others from."""

    def __init__(self, rows: Rows, answers: Answers, vocabularies: Vocabularies, data: QueryDict | None) -> None:
        self.rows = rows
        known = {row["key"]: row for row in answers.get(rows.name) or []}
        keys = list(known) if data is None else [key for key in data.getlist(rows.name) if KEY.match(key)][:MOST]
        self.forms = [RowForm(rows, key, known.get(key, {}), vocabularies, data) for key in dict.fromkeys(keys)]
        if data is None and len(self.forms) < MOST:
            self.forms.append(RowForm(rows, new_key(), {}, vocabularies, None))
        self.model = RowForm(rows, TEMPLATE_KEY, {}, vocabularies, None)

    def units(self) -> Units:
        return {form.unit: form.content() for form in self.forms if form.is_valid()}

    @property
    def errors(self) -> Iterator[FormError]:
        """Each named by its row: several lists have a « Texte »."""
        for number, form in enumerate(self.forms, 1):
            for error in errors_of(form):
                yield replace(error, text=f"{self.rows.item} {number}, {error.text}")


class SectionForm:
    """`only` is the unit that a script saves alone; without it, the whole section is there."""

    def __init__(self, section: Section, answers: Answers, data: QueryDict | None = None, only: str = "") -> None:
        self.section, self.is_bound, self.is_alone = section, data is not None, bool(only)
        vocabularies, name = Vocabularies(), only.partition(":")[0]
        asked = [one for one in section.asked if not only or one.name == name]
        questions = [one for one in asked if isinstance(one, Question)]
        self.answers = AnswersForm(questions, answers, vocabularies, data)
        self.rows = {one.name: RowsForm(one, answers, vocabularies, data) for one in asked if isinstance(one, Rows)}

    def units(self) -> Units:
        found = self.answers.units()
        for rows in self.rows.values():
            found |= rows.units()
        return found

    @property
    def errors(self) -> list[FormError]:
        if not self.is_bound:
            return []
        lists = (errors_of(*rows.forms) if self.is_alone else rows.errors for rows in self.rows.values())
        return [*errors_of(self.answers), *chain.from_iterable(lists)]

    def groups(self) -> list[tuple[Group, list[Any]]]:
        """Under each heading, fields of the form and lists of rows, in the order of the questionnaire."""
        return [(group, [self._shown(asked) for asked in group.asked]) for group in self.section.groups]

    def _shown(self, asked: Question | Rows) -> Any:
        return self.rows[asked.name] if isinstance(asked, Rows) else self.answers[asked.name]
