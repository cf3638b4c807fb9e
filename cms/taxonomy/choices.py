"""How terms are offered to whoever fills a form."""

from collections.abc import Iterable

from django import forms
from django.db.models import Q
from modelcluster.forms import BaseChildFormSet

from cms.taxonomy.models.terms import TermQuerySet


def offer_active_terms(form: forms.BaseForm) -> None:
    """Leave inactive terms out of the choices of a form, except those that its object already holds."""
    for name, field in form.fields.items():
        if isinstance(field, forms.ModelChoiceField) and isinstance(field.queryset, TermQuerySet):
            held = form.initial.get(name)
            keys = [getattr(term, "pk", term) for term in (held if isinstance(held, Iterable) else [held]) if term]
            field.queryset = field.queryset.filter(Q(active=True) | Q(pk__in=keys))


class TermRowsFormSet(BaseChildFormSet):
    """Rows that hold a term; the empty row behind « Ajouter » is restricted like the others."""

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        offer_active_terms(form)
