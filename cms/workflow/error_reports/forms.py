"""What a reader answers, and what staff decide."""

import uuid
from typing import Any

from django import forms

from cms.core.decoy import DecoyForm
from cms.workflow.models import ErrorReport

TEXT_LENGTH = 4000


class ErrorReportForm(DecoyForm, forms.ModelForm):
    """Two questions, one required. `key` makes the same form sent twice one report."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    class Meta:
        model = ErrorReport
        fields = ["text", "passage", "email"]
        labels = {"text": "Qu’est-ce qui est faux ?", "passage": "Passage concerné", "email": "Votre courriel"}
        help_texts = {
            "text": "Ce qui est écrit, ce qui serait exact et, si possible, d’où vous le tenez.",
            "passage": "Le titre de la partie ou les premiers mots de la phrase.",
            "email": "Pour recevoir notre réponse. Il ne sert qu’à cela et il est effacé ensuite.",
        }
        error_messages = {"text": {"required": "Dites ce qui est faux."}}
        widgets = {
            "text": forms.Textarea(attrs={"rows": 6, "maxlength": TEXT_LENGTH}),
            "email": forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        }


class DecisionForm(forms.ModelForm):
    """What staff do of a report."""

    class Meta:
        model = ErrorReport
        fields = ["state", "answer"]
        widgets = {"state": forms.RadioSelect, "answer": forms.Textarea(attrs={"rows": 5})}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("state") == ErrorReport.State.DISMISSED and not cleaned.get("answer", "").strip():
            self.add_error("answer", "Dites pourquoi ce signalement reste sans suite.")
        return cleaned
