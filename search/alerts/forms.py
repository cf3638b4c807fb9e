"""What somebody answers to follow a list."""

from django import forms

from cms.core.decoy import DecoyForm
from search.models import Alert


class RhythmForm(forms.Form):
    """How often, on the page of an alert."""

    rhythm = forms.ChoiceField(label="Rythme", choices=Alert.Rhythm.choices, widget=forms.RadioSelect)


class AddressForm(DecoyForm):
    """An address to write to."""

    email = forms.EmailField(
        label="Votre adresse électronique",
        max_length=254,
        help_text="Elle ne sert qu’à cela, et elle est effacée quand vous arrêtez.",
        error_messages={"required": "Donnez une adresse, comme prenom.nom@exemple.fr."},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


class AlertForm(AddressForm, RhythmForm):
    """An address and a rhythm."""

    field_order = ["email", "rhythm", "website"]
