"""What the editor of a fiche checks beyond single fields."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

TITLE_LENGTH = 100
MAX_SECONDARY_THEMES = 2
MAX_TAGS = 10


class UseCaseForm(WagtailAdminPageForm):
    """Rules that hold in a draft, then those that hold only when the fiche is published or submitted."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if len(cleaned.get("title") or "") > TITLE_LENGTH:
            self.add_error("title", f"Le titre a {len(cleaned['title'])} caractères ; {TITLE_LENGTH} au plus.")
        secondary = list(cleaned.get("secondary_themes") or [])
        if len(secondary) > MAX_SECONDARY_THEMES:
            self.add_error("secondary_themes", "Deux thématiques secondaires au plus.")
        if cleaned.get("theme") in secondary:
            self.add_error("secondary_themes", "La thématique principale n’est pas à répéter ici.")
        if len(cleaned.get("tags") or []) > MAX_TAGS:
            self.add_error("tags", "Dix mots-clés au plus.")
        if not self.is_deferred_validation:
            self._require_for_publication(cleaned)
        return cleaned

    def _require_for_publication(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("content_owner"):
            self.add_error("content_owner", "Une fiche publiée a une personne responsable de son contenu.")
        sources = self.formsets["sources"]
        deleted = sources.deleted_forms  # also checks the rows, which Wagtail does after the page only
        kept = (form for form in sources.forms if form not in deleted)
        if not any(form.has_changed() or form.instance.pk for form in kept):
            self.add_error(None, "Une fiche publiée cite au moins une source (onglet « En bref »).")
