"""The editor of a resource: its fields in tabs, in the order a writer answers them."""

from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface, TitleFieldPanel

from cms.core.models import BasePage
from library_pages import resource_questions
from library_pages.panels import CompletenessPanel, checkboxes, fields, row

BRIEF = [
    TitleFieldPanel("title", help_text="Le nom que porte la ressource. Ex. : « La bataille de l’IA »."),
    *fields("description", "resource_type"),
    InlinePanel("producers", heading="Producteurs", label="Producteur"),
    MultiFieldPanel(fields("link", "truncated_link"), "Où la trouver"),
    InlinePanel(
        "sources",
        heading="Sources",
        label="Source",
        min_num=1,
        help_text="D’où vient ce que dit la carte ; au moins une pour publier, la principale d’abord.",
    ),
    FieldPanel("tags"),
]

USE = [
    checkboxes("audiences"),
    MultiFieldPanel([row("level", "duration"), row("price", "language"), *fields("stage", "licence")], "Usage"),
    InlinePanel("reuses", heading="Reprise par", label="Collectivité"),
    FieldPanel("body", heading="Présentation", help_text="Ce que la carte ajoute, en blocs."),
    FieldPanel("editorial_note"),
]

FOLLOW_UP = [
    CompletenessPanel(heading="Ce qui manque"),
    FieldPanel(
        "not_disclosed",
        help_text="Cochez ce que le producteur ne veut ou ne peut pas dire\u00a0: la page affichera "
        "«\u00a0non communiqué\u00a0» plutôt qu’un vide. Une réponse saisie l’emporte sur la case.",
    ),
    *BasePage.settings_panels,
]


def resource_edit_handler() -> TabbedInterface:
    """Tabs of `ResourcePage`; their names are those that `resource_questions` gives to the editor."""
    tabs = (
        (resource_questions.BRIEF, BRIEF),
        (resource_questions.USE, USE),
        (resource_questions.FOLLOW_UP, FOLLOW_UP),
        ("Listes et partages", BasePage.promote_panels),
    )
    return TabbedInterface([ObjectList(panels, heading=heading) for heading, panels in tabs])
