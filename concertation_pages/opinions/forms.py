"""What the editor of an opinion checks beyond single fields."""

from collections import Counter
from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class OpinionForm(WagtailAdminPageForm):
    """Recommendations are named by their number: it is theirs alone, and there are no more than the opinion has."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        numbers = self._numbers()
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
