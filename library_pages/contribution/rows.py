"""Questions that take several answers: those given, and an empty one more."""

from typing import Any

from django import forms
from django.db import models
from django.forms.models import model_to_dict

from cms.core.typed_answers import clean, web_address
from cms.taxonomy.choices import offer_active_terms
from library_pages.contribution.forms import MISSING, Filling
from library_pages.contribution.questions import Rows
from library_pages.models import UseCasePage

MOST = 30
"""Answers to one question."""


class RowForm(forms.ModelForm[Any]):
    """One answer, checked as its model checks it; its fiche is not asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_active_terms(self)
        for field in self.fields.values():
            field.error_messages["required"] = MISSING

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        return {name: clean(value) if isinstance(value, str) else value for name, value in cleaned.items()}


class RowsFormSet(forms.BaseFormSet[RowForm]):
    """The answers to one question, in their order."""

    asked: Rows
    deletion_widget = forms.CheckboxInput

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = f"Retirer : {self.asked.item.lower()} {(index or 0) + 1}"

    def apply(self, page: UseCasePage) -> None:
        """Put the answers in the fiche, in memory."""
        given = list(getattr(page, self.asked.relation).all())
        kept: list[Any] = []
        for index, form in enumerate(self.forms):
            if not form.cleaned_data or form.cleaned_data.get("DELETE"):
                continue  # left empty, or taken away
            row: Any = given[index] if index < len(given) else self.asked.model()
            for name in self.asked.fields:
                setattr(row, name, form.cleaned_data[name])
            row.sort_order = len(kept)
            kept.append(row)
        getattr(page, self.asked.relation).set(kept)


def rows_form(asked: Rows, page: UseCasePage, filling: Filling) -> RowsFormSet:
    """The answers that the fiche has, then an empty one."""
    given = list(getattr(page, asked.relation).all())
    form_class = forms.modelform_factory(asked.model, form=RowForm, fields=asked.fields, formfield_callback=_field)
    minimum = 1 if asked.required and not filling.deferred else 0
    formset_class: Any = forms.formset_factory(
        form_class,
        formset=RowsFormSet,
        extra=1,
        can_delete=True,
        can_delete_extra=False,
        min_num=minimum,
        validate_min=bool(minimum),
        max_num=MOST,
        validate_max=True,
        absolute_max=MOST + 10,
    )
    formset_class.asked = asked
    initial = [model_to_dict(row, asked.fields) for row in given]
    formset: RowsFormSet = formset_class(
        filling.data,
        initial=initial,
        prefix=asked.relation,
        error_messages={"too_few_forms": f"Donnez au moins une réponse : {asked.item.lower()}."},
    )
    return formset


def _field(field: Any, **kwargs: Any) -> forms.Field:
    """A long text in a short box."""
    if isinstance(field, models.TextField):
        kwargs["widget"] = forms.Textarea({"rows": 2})
    elif isinstance(field, models.URLField):
        kwargs["assume_scheme"] = "https"
    elif isinstance(field, models.DateField):
        kwargs["widget"] = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return web_address(field.formfield(**kwargs))
