"""What the editor of a fiche checks beyond single fields."""

from itertools import groupby
from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm

from cms.taxonomy.choices import offer_active_terms
from library_pages.completeness import BLOCKING, EXPECTED

TITLE_LENGTH = 100
MAX_SECONDARY_THEMES = 2
MAX_TAGS = 10


def undisclosable() -> list[tuple[str, list[tuple[str, str]]]]:
    """Answers that authors may decline to give, by tab, as the choices of a field."""
    optional = [expected for expected in EXPECTED if expected.name not in BLOCKING]
    return [(tab, [(e.name, e.label) for e in group]) for tab, group in groupby(optional, key=lambda e: e.tab)]


class UseCaseForm(WagtailAdminPageForm):
    """Nothing that is missing blocks a draft; the eight answers of `completeness.BLOCKING` block publication.

    Wagtail lifts « required » and the minimum number of rows while a draft is saved (`defer_required_fields`).
    """

    not_disclosed = forms.MultipleChoiceField(
        label="Non communiqué",
        choices=undisclosable,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Cochez ce que la collectivité ne veut ou ne peut pas dire : la fiche affichera « non communiqué » "
        "plutôt qu’un vide. Une réponse saisie l’emporte sur la case.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_active_terms(self)
        self.fields["content_owner"].required = True
        if not self.instance.pk and self.for_user:
            self.initial["content_owner"] = self.for_user.pk
        self.formsets["sources"].error_messages["too_few_forms"] = "Une fiche publiée cite au moins une source."

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation:
            self._check_limits(cleaned)
        return cleaned

    def _check_limits(self, cleaned: dict[str, Any]) -> None:
        title = cleaned.get("title") or ""
        if len(title) > TITLE_LENGTH:
            self.add_error("title", f"Le titre a {len(title)} caractères ; {TITLE_LENGTH} au plus.")
        secondary = list(cleaned.get("secondary_themes") or [])
        if len(secondary) > MAX_SECONDARY_THEMES:
            self.add_error("secondary_themes", "Deux thématiques secondaires au plus.")
        if cleaned.get("theme") in secondary:
            self.add_error("secondary_themes", "La thématique principale n’est pas à répéter ici.")
        if len(cleaned.get("tags") or []) > MAX_TAGS:
            self.add_error("tags", "Dix mots-clés au plus.")
