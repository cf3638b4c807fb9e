"""What is asked about a lot."""

from typing import Any

from django import forms
from django.utils import timezone
from wagtail.admin.widgets import AdminDateTimeInput, AdminPageChooser
from wagtail.models import Page

from cms.workflow.models import Release, ReleaseState

PAST = "Cette date est passée. Pour publier tout de suite, laissez-la vide et publiez le lot."


class DateForm(forms.ModelForm):
    """When the worker publishes it."""

    class Meta:
        model = Release
        fields = ["publish_at"]
        widgets = {"publish_at": AdminDateTimeInput}
        help_texts = {"publish_at": "Facultatif, heure de Paris. Sans date, vous publiez le lot d’un clic."}

    def clean_publish_at(self) -> Any:
        date = self.cleaned_data["publish_at"]
        if date and date <= timezone.now():
            raise forms.ValidationError(PAST)
        return date


class ReleaseForm(DateForm):
    """A new lot."""

    class Meta(DateForm.Meta):
        fields = ["title", "publish_at"]


class PageForm(forms.Form):
    """A page that the list of candidates does not show."""

    page: Any = forms.ModelChoiceField(
        Page.objects.filter(depth__gt=1), label="Une autre page", widget=AdminPageChooser
    )


class ChoiceForm(forms.Form):
    release = forms.ModelChoiceField(
        Release.objects.filter(state=ReleaseState.PREPARED), label="Lot", empty_label=None, widget=forms.RadioSelect
    )
