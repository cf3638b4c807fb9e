"""What somebody answers for a territory, on one page."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from cms.core.decoy import DecoyForm
from cms.core.partial_dates import PartialDateFormField
from cms.taxonomy.models import AssociatedPublic
from cms.territories.models import LocalAuthority
from concertation_pages.commitment.words import Words

CHANGED = "Le texte à accepter vient de changer : relisez-le, puis acceptez-le."


class CommitmentForm(DecoyForm):
    """`token` makes the same form sent twice one commitment; `words` names the text that was shown."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    words = forms.CharField(widget=forms.HiddenInput)
    territory = forms.CharField(
        label="Nom du territoire engagé",
        max_length=150,
        help_text="Tel qu’il sera affiché. Ex. : « Rennes Ville et Métropole ».",
        error_messages={"required": "Donnez un nom à ces collectivités réunies."},
    )
    email = forms.EmailField(
        label="Adresse électronique de la personne référente",
        max_length=254,
        help_text="Elle reçoit le lien qui confirme, puis celui de votre espace. Elle n’est jamais publiée.",
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
    publics = forms.ModelMultipleChoiceField(
        AssociatedPublic.objects.none(),
        label="Publics associés",
        help_text="Plusieurs réponses possibles.",
        error_messages={"required": "Choisissez au moins un public."},
        widget=forms.CheckboxSelectMultiple,
    )
    expected_start = PartialDateFormField(
        label="Date de début prévue",
        help_text="Jour/mois/année, ou mois/année. Ex. : 18/09/2027.",
        error_messages={"required": "Donnez une date, même approximative."},
    )
    charter = forms.BooleanField(
        label="Au nom de la collectivité, j’accepte de respecter la charte de bonne pratique",
        error_messages={"required": "L’engagement ne peut être reçu sans cet accord."},
    )
    sharing = forms.BooleanField(
        label="Au nom de la collectivité, j’accepte de partager les résultats des consultations réalisées",
        error_messages={"required": "L’engagement ne peut être reçu sans cet accord."},
    )

    def __init__(self, *args: Any, authorities: Sequence[LocalAuthority], asked: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        self.initial["words"] = asked.digest
        asked_publics = AssociatedPublic.objects.filter(in_questionnaire=True, active=True)
        self.fields["publics"].queryset = asked_publics  # type: ignore[attr-defined]  # of a field that chooses models
        self.fields["territory"].required = len(authorities) > 1

    def clean(self) -> dict[str, Any]:
        """What is accepted is what was shown: after a change of the text, both boxes are to be ticked again."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("words") != self.asked.digest:
            self.add_error("charter", CHANGED)
            sent: Any = self.data
            kept = {name: values for name, values in sent.lists() if name not in {"charter", "sharing"}}
            self.data = MultiValueDict({**kept, "words": [self.asked.digest]})
        return cleaned
