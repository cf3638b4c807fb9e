"""A question that only robots answer, hidden by `.decoy`: no third party, nothing to read or to solve."""

from django import forms


class DecoyForm(forms.Form):
    """To be inherited by a form that anybody may send. A person whose browser filled it is told; a robot learns nothing
    that it can use.
    """

    website = forms.CharField(
        label="Ne remplissez pas ce champ : il sert à reconnaître les robots",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError("Videz ce champ, il sert à reconnaître les robots.")
        return ""
