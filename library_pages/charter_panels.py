"""The editor of a charter: its fields in tabs, in the order a writer answers them."""

from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
    TitleFieldPanel,
)

from cms.core.models import BasePage
from library_pages import charter_questions
from library_pages.panels import CompletenessPanel, checkboxes, fields, row
from library_pages.restricted_tab import contacts_panel, restricted_tab

BRIEF = [
    TitleFieldPanel("title", help_text="Le nom que porte le texte. Ex. : « Charte métropolitaine de la donnée »."),
    FieldPanel("summary"),
    InlinePanel("authorities", heading="Collectivités", label="Collectivité", help_text="Au moins une pour publier."),
    FieldPanel("without_authority"),
    MultiFieldPanel([FieldPanel("nature"), checkboxes("domains")], "Nature et domaines"),
    MultiFieldPanel([row("state", "adopted"), row("deliberation_number", "deliberation_url")], "État et adoption"),
    InlinePanel(
        "sources",
        heading="Sources",
        label="Source",
        min_num=1,
        help_text="D’où vient ce que dit la notice ; au moins une pour publier, la principale d’abord.",
    ),
    FieldPanel("tags"),
]

TEXT = [
    InlinePanel(
        "clauses",
        heading="Clauses : principes, critères ou engagements",
        label="Clause",
        help_text="Dans l’ordre du texte ; seulement celles que vous pouvez lire. Le code d’une clause est attribué "
        "seul, à l’enregistrement, et n’est jamais redonné.",
    ),
    FieldPanel("full_text_recorded"),
    FieldPanel("compared_with"),
    MultiFieldPanel(
        [InlinePanel("documents", label="Document"), *fields("official_url", "reuse_licence")], "Texte intégral"
    ),
    MultiFieldPanel(
        [FieldPanel("version"), PageChooserPanel("replaces", "library_pages.CharterPage")], "Versions du texte"
    ),
    FieldPanel("governance"),
    InlinePanel("reviews", heading="Bilans", label="Bilan", help_text="Ce que l’application du texte a donné."),
    FieldPanel("body", heading="Présentation", help_text="Ce que la notice ajoute, en blocs."),
    FieldPanel("editorial_note"),
]

FOLLOW_UP = [
    CompletenessPanel(heading="Ce qui manque"),
    FieldPanel("not_disclosed"),
    *BasePage.settings_panels,
]


def charter_edit_handler() -> TabbedInterface:
    """Tabs of `CharterPage`; their names are those that `charter_questions` gives to the editor."""
    tabs = (
        (charter_questions.BRIEF, BRIEF),
        (charter_questions.TEXT, TEXT),
        (charter_questions.FOLLOW_UP, FOLLOW_UP),
        ("Listes et partages", BasePage.promote_panels),
    )
    public = [ObjectList(panels, heading=heading) for heading, panels in tabs]
    return TabbedInterface([*public[:-2], restricted_tab([contacts_panel("la notice")]), *public[-2:]])
