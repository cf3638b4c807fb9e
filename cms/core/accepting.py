"""A public form by which somebody accepts a text in the name of a collectivité, and says who answers for it."""

import uuid
from typing import Any, ClassVar

from django import forms
from django.utils.datastructures import MultiValueDict

from cms.core.decoy import DecoyForm

CHANGED = "Le texte à accepter vient de changer : relisez-le, puis acceptez-le."


class AcceptingForm(DecoyForm):
    """`token` makes the same form sent twice one request; `words` names the text that was shown."""

    accepting: ClassVar[tuple[str, ...]]
    """The boxes that accept it."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    words = forms.CharField(widget=forms.HiddenInput)
    email = forms.EmailField(
        label="Adresse électronique de la personne référente",
        max_length=254,
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

    def __init__(self, *args: Any, digest: str, email_use: str, **kwargs: Any) -> None:
        """`digest` changes with any word of the text; `email_use` says what the address is for."""
        super().__init__(*args, **kwargs)
        self.digest = digest
        self.initial["words"] = digest
        self.fields["email"].help_text = email_use

    def clean(self) -> dict[str, Any]:
        """What is accepted is what was shown: after a change of the text, each box is to be ticked again."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("words") != self.digest:
            self.add_error(self.accepting[0], CHANGED)
            sent: Any = self.data
            kept = {name: values for name, values in sent.lists() if name not in self.accepting}
            self.data = MultiValueDict({**kept, "words": [self.digest]})
        return cleaned
