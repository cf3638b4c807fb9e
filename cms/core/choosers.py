"""The window in which an editor finds a row of a register by any of its names."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import BaseChooseView

from cms.core.names import NamedQuerySet


class NamedFilterForm(BaseFilterForm):
    """One field for every name, whatever the accents."""

    q = forms.CharField(label="Nom, sigle ou autre nom", required=False)

    def filter(self, objects: NamedQuerySet[Any]) -> QuerySet[Any]:
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        return objects.matching(self.search_query)


class NamedListing(BaseChooseView):
    """What both views of the window show: the name, and enough to tell namesakes apart."""

    per_page = 20
    filter_form_class = NamedFilterForm
    told_by: Sequence[tuple[str, str]] = ()
    """Attribute and label of the other columns."""

    @property
    def columns(self) -> list[Any]:
        name = self.title_column
        name.label = "Nom"
        return [name, *(Column(attribute, label=label) for attribute, label in self.told_by)]
