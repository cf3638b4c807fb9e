"""What staff answer about those who answer for a commitment."""

from django import forms

from concertation_pages.models import Referent


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
