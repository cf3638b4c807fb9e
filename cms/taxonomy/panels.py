"""Panels of editors for what holds terms."""

from typing import Any

from wagtail.admin.panels import InlinePanel

from cms.taxonomy.choices import TermRowsFormSet


class TermRowsPanel(InlinePanel):
    """Rows that hold a term of a vocabulary: inactive terms are not offered in new rows."""

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = TermRowsFormSet
        return options
