"""What a person decides of a version, and why."""

from typing import Any

from django import forms

APPROVE, ASK_CHANGES, REFUSE = "approuver", "demander-des-modifications", "refuser"
MISSING = {
    ASK_CHANGES: "Dites à l’auteur ce qu’il doit modifier.",
    REFUSE: "Dites à l’auteur pourquoi vous refusez cette version.",
}
LONGEST = 5000
"""Characters of a comment."""


class DecisionForm(forms.Form):
    """One text for the three verbs, each of which is a button. `task_state` names the version that was read."""

    task_state = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label="Votre commentaire",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        help_text="Envoyé à l’auteur et gardé dans l’historique. Facultatif pour approuver, "
        "demandé pour « Demander des modifications » et pour « Refuser ».",
    )
    decision = forms.ChoiceField(
        choices=[
            (APPROVE, "Approuver"),
            (ASK_CHANGES, "Demander des modifications"),
            (REFUSE, "Refuser"),
        ],
        error_messages={"required": "Choisissez ce que vous décidez."},
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        missing = MISSING.get(cleaned.get("decision", ""))
        if missing and "comment" in cleaned and not cleaned["comment"].strip():
            self.add_error("comment", missing)
        return cleaned


class OfflineForm(forms.Form):
    """Why a page leaves the site."""

    reason = forms.CharField(
        label="Motif du retrait",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        help_text="Envoyé aux auteurs et gardé dans l’historique. Ex.\u00a0: « La collectivité a arrêté l’essai. »",
        error_messages={"required": "Dites pourquoi cette page est retirée."},
    )
