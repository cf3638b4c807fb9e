"""What staff answer: which rows to see, what a document says of one, what becomes of a point."""

from typing import Any

from django import forms
from wagtail.documents import get_document_model

from cms.taxonomy.models import FollowUpStatus
from concertation_pages.models import TrackedItem
from concertation_pages.tracking.answer_form import LONGEST, AnswerForm
from search.vocabularies import NO_STATUS

ACCEPT, REFUSE = "publier", "refuser"


class FilterForm(forms.Form):
    """Of the list of all rows, by its address."""

    page = forms.ChoiceField(label="Page", required=False)
    status = forms.ChoiceField(label="État", required=False)
    silent = forms.BooleanField(label="Sans nouvelles depuis douze mois", required=False)

    def __init__(self, *args: Any, statuses: list[FollowUpStatus], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pages = TrackedItem.objects.order_by("page__title").values_list("page", "page__title").distinct()
        self.fields["page"].choices = [("", "Toutes"), *pages]  # type: ignore[attr-defined]
        known = [(status.slug, status.label) for status in statuses]
        self.fields["status"].choices = [("", "Tous"), *known, (NO_STATUS, "Non communiqué")]  # type: ignore[attr-defined]


class DocumentedForm(AnswerForm):
    """A point that a document says, written by staff; somebody else publishes it."""

    author_name = forms.CharField(
        label="Qui le dit",
        max_length=255,
        help_text="Publié : une collectivité ou un organisme, jamais une personne. Ex. : « Ville de Rennes ».",
        error_messages={"required": "Dites qui le dit."},
    )
    source = forms.CharField(
        label="Source",
        max_length=255,
        help_text="Publiée : le document, sa date, la page.",
        error_messages={"required": "Dites d’où vous le tenez."},
    )
    proof_document = forms.ModelChoiceField(
        label="Preuve : un document déposé", queryset=get_document_model().objects.order_by("title"), required=False
    )
    field_order = ["status", "as_of", "author_name", "source", "reason", "proof_url", "proof_document"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of"].help_text = "Vide : le document ne le dit pas. Ex. : 10/2024."

    def default_day(self) -> None:
        return None

    def has_proof(self, cleaned: dict[str, Any]) -> bool:
        return super().has_proof(cleaned) or bool(cleaned.get("proof_document"))


class DecisionForm(forms.Form):
    """One text for the two verbs, each of which is a button."""

    reason = forms.CharField(
        label="Motif du refus",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 2}),
        help_text="Demandé pour refuser. La collectivité qui a répondu le reçoit.",
    )
    decision = forms.ChoiceField(choices=[(ACCEPT, "Publier"), (REFUSE, "Refuser")])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("decision") == REFUSE and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Dites pourquoi ce point est refusé.")
        return cleaned
