"""What somebody answers for a territory, on one page."""

from collections.abc import Sequence
from typing import Any

from django import forms

from cms.core.accepting import AcceptingForm
from cms.core.partial_dates import PartialDateFormField
from cms.taxonomy.models import AssociatedPublic
from cms.territories.models import LocalAuthority
from concertation_pages.commitment.words import Words


class CommitmentForm(AcceptingForm):
    """`authorities` commit together, to the words `asked`."""

    accepting = ("charter", "sharing")
    field_order = ("territory",)

    territory = forms.CharField(
        label="Nom du territoire engagé",
        max_length=150,
        help_text="Tel qu’il sera affiché. Ex. : « Rennes Ville et Métropole ».",
        error_messages={"required": "Donnez un nom à ces collectivités réunies."},
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
        use = "Elle reçoit le lien qui confirme, puis celui de votre espace. Elle n’est jamais publiée."
        super().__init__(*args, digest=asked.digest, email_use=use, **kwargs)
        self.asked = asked
        asked_publics = AssociatedPublic.objects.filter(in_questionnaire=True, active=True)
        self.fields["publics"].queryset = asked_publics  # type: ignore[attr-defined]  # of a field that chooses models
        self.fields["territory"].required = len(authorities) > 1
