"""Headings, running text, and text that unfolds."""

from typing import Any

from wagtail.blocks.field_block import CharBlock
from wagtail.blocks.field_block import RichTextBlock as WagtailRichTextBlock
from wagtail.blocks.list_block import ListBlock
from wagtail.blocks.struct_block import StructBlock

GROUP = "Texte"
RICH_TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "superscript", "subscript"]


class HeadingBlock(CharBlock):
    """Second-level heading, with an anchor made of its words."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=120, **kwargs)

    class Meta:
        icon = "h2"
        label = "Intertitre"
        group = GROUP
        description = "Titre d’une partie. Son adresse (#…) vient de ses mots : elle peut être citée."
        template = "components/blocks/heading.html"
        preview_value = "Intertitre de la partie"


class SubheadingBlock(HeadingBlock):
    """Third-level heading, inside a part."""

    class Meta:
        icon = "h3"
        label = "Sous-intertitre"
        description = "Titre à l’intérieur d’une partie, toujours après un intertitre."
        template = "components/blocks/subheading.html"
        preview_value = "Sous-intertitre dans la partie"


class RichTextBlock(WagtailRichTextBlock):
    """Paragraphs, lists and links; headings are blocks of their own."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=RICH_TEXT_FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = "Texte"
        group = GROUP
        description = "Paragraphes, listes et liens."
        template = "components/blocks/text.html"
        preview_value = "<p>Un paragraphe, avec un <b>passage important</b>.</p><ul><li>Une liste</li></ul>"


class AccordionItemBlock(StructBlock):
    """One question or title, and what it unfolds."""

    title = CharBlock(label="Titre", max_length=150)
    content = RichTextBlock(label="Contenu")

    class Meta:
        icon = "collapse-down"
        label = "Volet"


class AccordionBlock(ListBlock):
    """Questions and answers that unfold one by one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(AccordionItemBlock(), min_num=1, **kwargs)

    class Meta:
        icon = "collapse-down"
        label = "Volets dépliants"
        group = GROUP
        description = "Questions et réponses, ou détails que tout le monde n’a pas besoin de lire."
        template = "components/blocks/accordion.html"
        preview_value = [
            {"title": "Premier titre", "content": "<p>Ce texte apparaît quand on ouvre le volet.</p>"},
            {"title": "Second titre", "content": "<p>Ce texte apparaît quand on ouvre le volet.</p>"},
        ]
