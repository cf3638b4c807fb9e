"""Rows of the plan of action that live with its page."""

from typing import Any

from django.db.models import TextChoices
from wagtail.blocks.field_block import CharBlock, ChoiceBlock, PageChooserBlock, TextBlock, URLBlock
from wagtail.blocks.list_block import ListBlock
from wagtail.blocks.struct_block import StructBlock, StructValue

from cms.core.blocks.sources import SourceBlock


class DeliveryState(TextChoices):
    """How far a deliverable is, when a source says so."""

    UPCOMING = "a-venir", "à venir"
    CURRENT = "en-cours", "en cours"
    DELIVERED = "livre", "livré"


class OutcomeBlock(StructBlock):
    """Something that exists thanks to an axis: a page of this site, or an address elsewhere."""

    label = CharBlock(label="Libellé", max_length=200)
    text = TextBlock(label="Ce que c’est", required=False, max_length=600)
    page = PageChooserBlock(label="Page du site", required=False)
    url = URLBlock(label="Adresse ailleurs", required=False, max_length=500)

    class Meta:
        icon = "tick"
        label = "Contenu"


class AxisValue(StructValue):
    @property
    def state_label(self) -> str:
        return str(DeliveryState(self["state"]).label) if self["state"] else ""


class AxisBlock(StructBlock):
    """An axis: what it is for, what it does, what it must deliver, what it has delivered."""

    title = CharBlock(label="Libellé", max_length=200)
    objective = TextBlock(label="Objectif")
    actions = ListBlock(CharBlock(label="Action", max_length=255), label="Actions", default=[])
    deliverable = CharBlock(label="Livrable", max_length=255)
    state = ChoiceBlock(
        choices=DeliveryState.choices,
        label="État du livrable",
        required=False,
        help_text="Vide tant qu’aucune source ne le dit : la page écrit « non communiqué ».",
    )
    calendar = CharBlock(
        label="Calendrier", max_length=255, required=False, help_text="Tel que les sources l’écrivent."
    )
    outcomes = ListBlock(OutcomeBlock(), label="Ce qui en est issu", default=[])
    sources = ListBlock(SourceBlock(), label="Sources", min_num=1)

    class Meta:
        icon = "tasks"
        label = "Axe"
        value_class = AxisValue


class MilestoneBlock(StructBlock):
    """Something the plan announced beside its axes; what is not known of it is said."""

    title = CharBlock(label="Libellé", max_length=200)
    text = TextBlock(label="Ce qu’en disent les sources", max_length=600)
    unknown = CharBlock(label="Ce qu’on ne sait pas", required=False, max_length=255)
    page = PageChooserBlock(label="Page du site", required=False)
    source = SourceBlock()

    class Meta:
        icon = "date"
        label = "Chantier"


def outcomes_of(axes: Any) -> list[StructValue]:
    """Everything that the axes of a plan delivered, in order."""
    return [outcome for axis in axes for outcome in axis.value["outcomes"]]
