"""Headings and running text."""

from typing import Any

from wagtail.blocks.field_block import CharBlock
from wagtail.blocks.field_block import RichTextBlock as WagtailRichTextBlock

RICH_TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "superscript", "subscript"]


class HeadingBlock(CharBlock):
    class Meta:
        icon = "title"
        label = "Intertitre"


class RichTextBlock(WagtailRichTextBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=RICH_TEXT_FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = "Texte"
