"""The principles of the manifesto that a clause covers: codes, chosen by an editor among those that are public."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django import forms
from django.db import models

from cms.core.content_version import current_version
from search.principles import principles


def offered() -> Iterator[tuple[str, str]]:
    """The principles that are public now, as the choices of a field."""
    for code, principle in principles(current_version()).items():
        yield code, f"{code} : {principle.statement}"


class _Checkboxes(forms.CheckboxSelectMultiple):
    """A code that the manifesto no longer shows stays a choice of the clause that has it."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        offered = list(self.choices)
        known = {code for code, _ in offered}
        self.choices = [*offered, *((code, code) for code in value if code and code not in known)]
        return super().optgroups(name, value, attrs)


class CoverageFormField(forms.MultipleChoiceField):
    """Cleaned to the codes in one text, as they are kept."""

    widget = _Checkboxes
    held: Collection[str] = ()
    """The codes that its object has already."""

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        self.held = self.prepare_value(form.get_initial_for_field(self, field_name))
        return super().get_bound_field(form, field_name)

    def prepare_value(self, value: Any) -> list[str]:
        return value.split() if isinstance(value, str) else list(value or [])

    def valid_value(self, value: str) -> bool:
        return value in self.held or super().valid_value(value)

    def clean(self, value: Any) -> str:
        return " ".join(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class CoverageField(models.CharField):
    """Codes of principles, « S-1 D-2 »."""

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        return CoverageFormField(
            choices=offered, label=self.verbose_name, help_text=self.help_text, required=not self.blank
        )


def offer_once(fields: Iterable[Any]) -> None:
    """Read the choices of all these fields together."""
    choices = list(offered())
    for field in fields:
        field.choices = choices


def codes_of(covered: Iterable[str]) -> set[str]:
    """Of several such texts."""
    return {code for text in covered for code in text.split()}
