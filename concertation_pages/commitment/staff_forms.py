"""What staff answer about a commitment."""

from django import forms

from concertation_pages.models import Referent

LONGEST = 5000
"""Characters of a reason."""


class ReasonForm(forms.Form):
    """Sent to the territory, and kept in the journal."""

    reason = forms.CharField(
        label="Motif",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        help_text="Envoyé à la personne référente et gardé dans l’historique. Jamais publié.",
        error_messages={"required": "Dites à la collectivité pourquoi."},
    )


class ReferentForm(forms.ModelForm):
    """Somebody who answers for the commitment, as told by the territory."""

    class Meta:
        model = Referent
        fields = ["email", "name", "role"]
        error_messages = {"email": {"required": "Donnez une adresse, comme prenom.nom@exemple.fr."}}

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if self.instance.commitment.referents.filter(email__iexact=email).exists():
            raise forms.ValidationError("Cette adresse est déjà celle d’une personne référente.")
        return email
