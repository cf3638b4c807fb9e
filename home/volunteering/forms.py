"""What somebody answers for a collectivité that volunteers, on one page."""

import hashlib
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from cms.core.decoy import DecoyForm

CHANGED = "Le texte à accepter vient de changer : relisez-le, puis acceptez-le."


def digest_of(terms: Sequence[str]) -> str:
    """Changes with any of these words; held by the form that shows them."""
    return hashlib.sha256("\n".join(terms).encode()).hexdigest()[:32]


class VolunteerForm(DecoyForm):
    """`token` makes the same form sent twice one demand; `words` names the text that was shown."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    words = forms.CharField(widget=forms.HiddenInput)
    email = forms.EmailField(
        label="Adresse électronique de la personne référente",
        max_length=254,
        help_text="Elle reçoit le lien qui confirme, puis la réponse. Elle n’est jamais publiée.",
        error_messages={"required": "Donnez une adresse, comme prenom.nom@exemple.fr."},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    name = forms.CharField(
        label="Nom de la personne référente",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    role = forms.CharField(
        label="Fonction de la personne référente",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    terms = forms.BooleanField(
        label="Au nom de la collectivité, j’accepte ce qui précède",
        error_messages={"required": "La demande ne peut être reçue sans cet accord."},
    )

    def __init__(self, *args: Any, asked: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        self.initial["words"] = digest_of(asked)

    def clean(self) -> dict[str, Any]:
        """What is accepted is what was shown: after a change of the text, the box is to be ticked again."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("words") != digest_of(self.asked):
            self.add_error("terms", CHANGED)
            sent: Any = self.data
            kept = {name: values for name, values in sent.lists() if name != "terms"}
            self.data = MultiValueDict({**kept, "words": [digest_of(self.asked)]})
        return cleaned
