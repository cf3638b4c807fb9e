"""What the editor of an opinion checks beyond single fields."""

from collections import Counter
from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

RENUMBERED = "La préconisation {} a un historique public ou à valider : corrigez son texte, pas son numéro."


class OpinionForm(WagtailAdminPageForm):
    """Recommendations are named by their number: it is theirs alone, and there are no more than the opinion has."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        numbers = self._numbers()
        self._refuse_renumbered()
        counted = cleaned.get("recommendation_count")
        if twice := sorted(number for number, times in Counter(numbers).items() if times > 1):
            self._refuse_twice(twice)
        if counted is not None and numbers and counted < max(len(numbers), *numbers):
            self.add_error(
                "recommendation_count",
                f"L’avis compte au moins {max(len(numbers), *numbers)} préconisations, d’après les lignes saisies.",
            )
        return cleaned

    def _numbers(self) -> list[int]:
        """Of the rows that stay."""
        rows = self.formsets["recommendations"]
        found = [row.cleaned_data for row in rows.forms if row.is_valid()]
        return [row["number"] for row in found if row.get("number") is not None and not row.get("DELETE")]

    def _refuse_twice(self, numbers: list[int]) -> None:
        """Beside the number of every row but the first."""
        seen: set[int] = set()
        for row in self.formsets["recommendations"].forms:
            number = row.is_valid() and row.cleaned_data.get("number")
            if number in seen and not row.cleaned_data.get("DELETE"):
                row.add_error("number", f"La préconisation {number} figure déjà plus haut.")
            if number in numbers:
                seen.add(number)

    def _refuse_renumbered(self) -> None:
        """What became of a recommendation is known by its number: with another one it would be told of another text."""
        rows = [row for row in self.formsets["recommendations"].forms if row.instance.pk and row.is_valid()]
        renumbered = [row for row in rows if "number" in row.changed_data and not row.cleaned_data.get("DELETE")]
        if not renumbered:
            return
        told = set(self.instance.tracked_items.filter(changes__isnull=False).values_list("code", flat=True))
        for row in renumbered:
            numbers = (row.initial["number"], row.cleaned_data["number"])
            if number := next((number for number in numbers if str(number) in told), None):
                row.add_error("number", RENUMBERED.format(number))
