"""What a territory, or staff for a document, says of one row."""

from typing import Any

from django import forms
from django.utils import timezone

from cms.core.partial_dates import PartialDate, PartialDateFormField, not_to_come
from cms.taxonomy.models import FollowUpStatus
from concertation_pages.tracking.recording import Point

LONGEST = 2000
MISSING_PROOF = "Donnez une preuve ou un motif."


def today() -> PartialDate:
    return PartialDate.of(timezone.localdate())


class AnswerForm(forms.Form):
    """One row: a state, and why or what shows it. `statuses` are read once for all the rows of a screen."""

    status = forms.ChoiceField(
        label="État", widget=forms.RadioSelect, error_messages={"required": "Choisissez un état."}
    )
    reason = forms.CharField(label="Motif", required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 3}))
    proof_url = forms.URLField(
        label="Preuve : une adresse",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Une page ou un document déjà en ligne.",
        widget=forms.URLInput({"placeholder": "https://"}),
    )
    as_of = PartialDateFormField(label="À la date de", required=False, help_text="Vide : aujourd’hui. Ex. : 03/2025.")

    def __init__(self, *args: Any, statuses: list[FollowUpStatus], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statuses = {status.slug: status for status in statuses if status.active}
        self.fields["status"].choices = [(slug, status.label) for slug, status in self.statuses.items()]  # type: ignore[attr-defined]
        self.fields["reason"].help_text = self._reason_help()

    def _reason_help(self) -> str:
        asked = [f"« {status.label} »" for status in self.statuses.values() if status.needs_reason]
        return f"Obligatoire pour {' et '.join(asked)}." if asked else ""

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"].strip()
        return reason

    def clean_as_of(self) -> PartialDate | None:
        day: PartialDate | None = self.cleaned_data["as_of"] or self.default_day()
        if day:
            not_to_come(day)
        return day

    def default_day(self) -> PartialDate | None:
        """Of an answer without a date."""
        return today()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        status = self.statuses.get(cleaned.get("status", ""))
        if status and not self.errors:
            self._ask_why(status, cleaned)
        return cleaned

    def _ask_why(self, status: FollowUpStatus, cleaned: dict[str, Any]) -> None:
        if status.needs_reason and not cleaned["reason"]:
            self.add_error("reason", f"« {status} » demande un motif.")
        elif not (cleaned["reason"] or self.has_proof(cleaned)):
            self.add_error("proof_url", MISSING_PROOF)

    def has_proof(self, cleaned: dict[str, Any]) -> bool:
        return bool(cleaned.get("proof_url"))

    @property
    def is_answered(self) -> bool:
        """Whether somebody wrote something in this row."""
        return any(self[name].data for name in ("status", "reason", "proof_url", "as_of"))

    def point(self, author_name: str) -> Point:
        """Of a valid form."""
        told = self.cleaned_data
        return Point(
            status=self.statuses[told["status"]],
            author_name=author_name,
            as_of=told["as_of"],
            reason=told["reason"],
            proof_url=told["proof_url"],
            proof_document=told.get("proof_document"),
            source=told.get("source", ""),
        )
