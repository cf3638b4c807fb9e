"""Dates known to the year, the month or the day, as sources give them (« octobre 2024 », « 2021 »)."""

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.text import capfirst

ISO = re.compile(r"^(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?$")
FRENCH = re.compile(r"^(?:(?:(?P<day>\d{1,2})/)?(?P<month>\d{1,2})/)?(?P<year>\d{4})$")
FIRST_YEAR, LAST_YEAR = 1800, 2100
HELP = "Année, mois/année ou jour/mois/année : 2024, 10/2024 ou 13/03/2025."


@dataclass(frozen=True, order=True)
class PartialDate:
    """A year, perhaps with a month, perhaps with a day; ordered chronologically, 0 standing for unknown."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def of(cls, day: datetime.date) -> "PartialDate":
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """From AAAA, AAAA-MM, AAAA-MM-JJ or the French MM/AAAA, JJ/MM/AAAA. Raises ValueError on anything else."""
        match = ISO.match(text.strip()) or FRENCH.match(text.strip())
        if not match:
            raise ValueError(f"« {text} » n’est pas une date. {HELP}")
        year, month, day = (int(match[part] or 0) for part in ("year", "month", "day"))
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError(f"L’année va de {FIRST_YEAR} à {LAST_YEAR} : « {text} ».")
        if match["month"] is not None and not 1 <= month <= 12:
            raise ValueError(f"Le mois va de 1 à 12 : « {text} ».")
        if match["day"] is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
            raise ValueError(f"Ce jour n’existe pas : « {text} ».")
        return cls(year, month, day)

    @property
    def iso(self) -> str:
        """The text stored and put in `<time datetime>`: sorts as text in chronological order."""
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)

    @property
    def first_day(self) -> datetime.date:
        """The beginning of the year, of the month, or the day itself."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> datetime.date:
        """The end of the year, of the month, or the day itself."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        day = {0: "", 1: "1er "}.get(self.day, f"{self.day} ")
        month = f"{MONTHS[self.month]} " if self.month else ""
        return f"{day}{month}{self.year}"


def up_to(end: PartialDate) -> str:
    """« au 3 avril 2025 », « à avril 2025 »."""
    return f"au {end}" if end.day else f"à {end}"


def between(start: PartialDate, end: PartialDate) -> str:
    """« du 2 au 3 mars 2022 », « d’avril à juin 2025 », « de 2020 à 2026 »: what both dates share is said once."""
    if start == end:
        return str(start)
    beginning = str(start)
    if (start.year, start.month) == (end.year, end.month) and start.day and end.day:
        beginning = beginning.split(" ", maxsplit=1)[0]
    elif start.year == end.year and start.month and end.month:
        beginning = beginning.removesuffix(f" {start.year}")
    if start.day:
        return f"du {beginning} {up_to(end)}"
    return f"{'d’' if beginning[0] in 'ao' else 'de '}{beginning} {up_to(end)}"


def in_words(day: datetime.date) -> str:
    """« 1er janvier 2026 »."""
    return str(PartialDate.of(day))


def not_to_come(day: datetime.date | PartialDate) -> None:
    """Validator of the day of a fact. Raises ValidationError."""
    first = day.first_day if isinstance(day, PartialDate) else day
    if first > timezone.localdate():
        raise ValidationError("Cette date est à venir.")


def check_past(instance: models.Model, *names: str) -> None:
    """Of the model fields that date facts. Raises ValidationError, by field."""
    wrong = {}
    for name in names:
        try:
            not_to_come(getattr(instance, name) or timezone.localdate())
        except ValidationError as error:
            wrong[name] = error
    if wrong:
        raise ValidationError(wrong)


def check_order(instance: models.Model, start: str, end: str) -> None:
    """Of two model fields. Raises ValidationError, beside the second."""
    first, last = getattr(instance, start), getattr(instance, end)
    if first and last and last.last_day < first.first_day:
        raise ValidationError({end: "La fin précède le début."})


def moment_in_words(moment: datetime.datetime) -> str:
    """« 1er janvier 2026 à 09:30 », at the time of the site."""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return f"{in_words(local)} à {local:%H:%M}"


class PartialDateFormField(forms.CharField):
    """One text input; the message of a wrong date says which part is wrong."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", HELP)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, PartialDate):
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            return PartialDate.parse(text)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, PartialDate):
            return "/".join(reversed(value.iso.split("-")))
        return value


class PartialDateField(models.Field):
    """Stores a `PartialDate` as its ISO text, or NULL when unknown; `blank=False` asks forms for one."""

    description = "Date partielle"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["null"] = True
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["null"]
        if kwargs.pop("blank", False) is False:
            kwargs["blank"] = False
        return name, path, args, kwargs

    def db_type(self, connection: Any) -> str:
        return "varchar(10)"

    def from_db_value(self, value: str | None, *args: Any) -> PartialDate | None:
        return PartialDate.parse(value) if value else None

    def to_python(self, value: Any) -> PartialDate | None:
        if isinstance(value, PartialDate) or not value:
            return value or None
        try:
            return PartialDate.parse(value)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def get_prep_value(self, value: Any) -> str | None:
        date = self.to_python(value)
        return date.iso if date else None

    def value_to_string(self, obj: Any) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""

    def formfield(self, form_class: Any = None, choices_form_class: Any = None, **kwargs: Any) -> Any:
        return PartialDateFormField(
            required=not self.blank,
            label=capfirst(self.verbose_name),
            **{"help_text": self.help_text or HELP, **kwargs},
        )
