"""What somebody answers to follow a list."""

from django import forms

from search.models import Alert


class RhythmForm(forms.Form):
    """How often, on the page of an alert."""

    rhythm = forms.ChoiceField(label="Rythme", choices=Alert.Rhythm.choices, widget=forms.RadioSelect)


class AlertForm(RhythmForm):
    """An address and a rhythm; `website` is for robots only."""

    field_order = ["email", "rhythm", "website"]
    email = forms.EmailField(
        label="Votre adresse électronique",
        max_length=254,
        help_text="Elle ne sert qu’à cette alerte, et elle est effacée quand vous l’arrêtez.",
        error_messages={"required": "Donnez une adresse, comme prenom.nom@exemple.fr."},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    website = forms.CharField(
        label="Ne remplissez pas ce champ : il sert à reconnaître les robots",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_website(self) -> str:
        """A person whose browser filled it is told; a robot learns nothing that it can use."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError("Videz ce champ, il sert à reconnaître les robots.")
        return ""
