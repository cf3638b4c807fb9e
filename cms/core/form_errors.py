"""What is wrong in the forms of a page, for the summary above them (`components/error_summary.html`)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms


@dataclass(frozen=True)
class FormError:
    """A message and the id of the control it is about, or the `url` where it is mended; neither for the whole form."""

    text: str
    anchor: str = ""
    url: str = ""


def errors_of(*filled: forms.BaseForm) -> list[FormError]:
    """Errors of bound forms, in the order of their fields, each under the name of its question."""
    return [error for form in filled for error in _errors(form)]


def _errors(form: forms.BaseForm) -> Iterator[FormError]:
    yield from (FormError(str(text)) for text in form.non_field_errors())
    for field in form:
        anchor = _first_control(field)
        yield from (FormError(f"{str(field.label).removesuffix('.')} : {text}", anchor) for text in field.errors)


def _first_control(field: Any) -> str:
    """Radio buttons and checkboxes have an id each, which ends in their rank."""
    return f"{field.auto_id}_0" if field.use_fieldset else str(field.id_for_label)
