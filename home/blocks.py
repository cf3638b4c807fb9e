"""Rows of the manifesto that live with its page."""

from wagtail.blocks.field_block import CharBlock
from wagtail.blocks.struct_block import StructBlock

from cms.core.blocks.sources import SourceBlock


class OtherTitleBlock(StructBlock):
    """A name that the same text goes by elsewhere; search finds it."""

    title = CharBlock(label="Titre", max_length=255, help_text="Tel que le document l’écrit.")
    source = SourceBlock(help_text="Le document qui emploie ce titre.")

    class Meta:
        icon = "title"
        label = "Titre"
        template = "components/blocks/other_title.html"
