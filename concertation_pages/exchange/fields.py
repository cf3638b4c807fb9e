"""The text of a field in a cell, and back."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.models import Page

from cms.core.partial_dates import PartialDate, PartialDateField
from concertation_pages.exchange.plan import CellError
from concertation_pages.models.segments import AXIS

BETWEEN = " ; "
YES, NO = "oui", "non"


def said(holder: models.Model, name: str) -> str:
    """What the cell of this field says."""
    field: Any = holder._meta.get_field(name)
    value = getattr(holder, name)
    if field.many_to_many:
        return BETWEEN.join(term.slug for term in value.all())
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value.slug) if field.many_to_one else str(value)


def put(holder: models.Model, name: str, column: str, text: str) -> None:
    """Write in memory what a cell says. Raises CellError."""
    field: Any = holder._meta.get_field(name)
    try:
        value = _value(field, text)
        if not field.many_to_many and not field.many_to_one:
            value = field.clean(value, holder)
    except InvalidOperation as error:
        raise CellError(column, f"« {text} » n’est pas un nombre.") from error
    except ValueError as error:
        raise CellError(column, str(error)) from error
    except ValidationError as error:
        raise CellError(column, _refusal(field, text, error)) from error
    setattr(holder, name, value)


def _refusal(field: Any, text: str, error: ValidationError) -> str:
    if field.choices:
        return f"« {text} » n’est pas un choix : {', '.join(str(value) for value, _ in field.flatchoices)}."
    return " ".join(error.messages)


def _value(field: Any, text: str) -> Any:
    if field.many_to_many:
        return [_term(field, slug.strip()) for slug in text.split(BETWEEN.strip()) if slug.strip()]
    if field.many_to_one:
        return _term(field, text) if text else None
    for kind, parse in PARSED.items():
        if isinstance(field, kind):
            return parse(text)
    return text


def _whole(text: str) -> int | None:
    if text and not text.isdecimal():
        raise ValueError(f"« {text} » n’est pas un nombre entier.")
    return int(text) if text else None


def _decimal(text: str) -> Decimal | None:
    return Decimal(text.replace(",", ".")) if text else None


def _boolean(text: str) -> bool:
    if text not in (YES, NO):
        raise ValueError(f"« {text} » : oui ou non.")
    return text == YES


def _date(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


PARSED: dict[type[models.Field], Callable[[str], Any]] = {
    models.BooleanField: _boolean,
    PartialDateField: _date,
    models.DecimalField: _decimal,
    models.IntegerField: _whole,
}
"""Class of a field to what reads its cells; the others are texts."""


def _term(field: Any, slug: str) -> Any:
    known = field.related_model._default_manager.complex_filter(field.get_limit_choices_to())
    if issubclass(field.related_model, Page):
        known = known.exact_type(apps.get_model(AXIS))
    found = known.filter(slug=slug).first()
    if found is None:
        raise ValueError(f"« {slug} » n’est pas connu : {field.verbose_name}.")
    return found
