"""What the editors of the library check beyond single fields."""

from itertools import groupby
from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm

from cms.taxonomy.choices import offer_active_terms
from library_pages.completeness import Questionnaire
from library_pages.cross_reading.coverage import offer_once

TITLE_LENGTH = 100
MAX_SECONDARY_THEMES = 2
MAX_TAGS = 10


def undisclosable(questions: Questionnaire) -> list[tuple[str, list[tuple[str, str]]]]:
    """Answers that authors may decline to give, by tab, as the choices of a field."""
    return [(tab, [(e.name, e.label) for e in group]) for tab, group in groupby(questions.optional, lambda e: e.tab)]


class QuestionnaireForm(WagtailAdminPageForm):
    """Nothing that is missing blocks a draft; the `questions.blocking` of the page block publication.

    Wagtail lifts « required » and the minimum number of rows while a draft is saved (`defer_required_fields`).
    """

    too_few_sources = ""
    """What to say when no source is cited."""

    not_disclosed = forms.MultipleChoiceField(
        label="Non communiqué",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Cochez ce que la collectivité ne veut ou ne peut pas dire : la page affichera « non communiqué » "
        "plutôt qu’un vide. Une réponse saisie l’emporte sur la case.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_active_terms(self)
        not_disclosed: Any = self.fields["not_disclosed"]
        not_disclosed.choices = undisclosable(self.instance.questions)
        self.formsets["sources"].error_messages["too_few_forms"] = self.too_few_sources

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation:
            self.check_limits(cleaned)
        return cleaned

    def check_limits(self, cleaned: dict[str, Any]) -> None:
        """What holds at publication only."""
        title = cleaned.get("title") or ""
        if len(title) > TITLE_LENGTH:
            self.add_error("title", f"Le titre a {len(title)} caractères ; {TITLE_LENGTH} au plus.")
        if len(cleaned.get("tags") or []) > MAX_TAGS:
            self.add_error("tags", "Dix mots-clés au plus.")


class UseCaseForm(QuestionnaireForm):
    """The editor of a fiche; who creates it is offered as its owner."""

    too_few_sources = "Une fiche publiée cite au moins une source."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["content_owner"].required = True
        if not self.instance.pk and self.for_user:
            self.initial["content_owner"] = self.for_user.pk

    def check_limits(self, cleaned: dict[str, Any]) -> None:
        super().check_limits(cleaned)
        secondary = list(cleaned.get("secondary_themes") or [])
        if len(secondary) > MAX_SECONDARY_THEMES:
            self.add_error("secondary_themes", "Deux thématiques secondaires au plus.")
        if cleaned.get("theme") in secondary:
            self.add_error("secondary_themes", "La thématique principale n’est pas à répéter ici.")


def _has_none(rows: Any) -> bool:
    """Whether no row is left; not said of rows that have errors of their own."""
    return bool(rows.is_valid()) and not any(row and not row.get("DELETE") for row in rows.cleaned_data)


class CharterForm(QuestionnaireForm):
    """The editor of a charter."""

    too_few_sources = "La notice publiée d’un texte cite au moins une source."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.formsets["clauses"].forms
        offer_once([self.fields["compared_with"], *(row.fields["principles"] for row in rows)])

    def check_limits(self, cleaned: dict[str, Any]) -> None:
        super().check_limits(cleaned)
        rows = self.formsets["authorities"]
        if _has_none(rows) and not cleaned.get("without_authority"):
            self.add_error(
                "without_authority", "Indiquez au moins une collectivité, ou que le texte n’en engage aucune."
            )
        if cleaned.get("full_text_recorded") and _has_none(self.formsets["clauses"]):
            self.add_error("full_text_recorded", "Un texte intégral saisi a au moins une clause.")
        if cleaned.get("full_text_recorded") and not self._can_be_read_in_full(cleaned):
            self.add_error(
                "full_text_recorded",
                "Joignez le document du texte ou indiquez sa page officielle : personne d’autre ne pourrait vérifier "
                "que toutes ses clauses sont là.",
            )
        if self.instance.pk and cleaned.get("replaces") == self.instance:
            self.add_error("replaces", "Un texte ne se remplace pas lui-même.")

    def _can_be_read_in_full(self, cleaned: dict[str, Any]) -> bool:
        return bool(cleaned.get("official_url")) or not _has_none(self.formsets["documents"])


class ResourceForm(QuestionnaireForm):
    """The editor of a resource."""

    too_few_sources = "La carte publiée d’une ressource cite au moins une source."
