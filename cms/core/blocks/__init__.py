"""Blocks of the StreamField `body` that every content page has."""

from cms.core.blocks.text import HeadingBlock, RichTextBlock

BODY_BLOCKS = [
    ("heading", HeadingBlock()),
    ("text", RichTextBlock()),
]
