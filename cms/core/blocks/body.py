"""The blocks a page may be made of, in the order of the editor's menu."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from wagtail.blocks.stream_block import StreamBlock, StreamBlockValidationError, StreamValue

from cms.core.blocks.actions import ActionBlock
from cms.core.blocks.media import DocumentsBlock, ImageBlock, VideoBlock
from cms.core.blocks.sources import FigureBlock, QuoteBlock
from cms.core.blocks.tables import TableBlock
from cms.core.blocks.text import AccordionBlock, HeadingBlock, RichTextBlock, SubheadingBlock

HEADINGS = frozenset({"heading", "subheading"})


def anchors(body: StreamValue, prefix: str = "partie") -> Iterator[str]:
    """The id of each block: for a heading `prefix` and its words, which nothing else of a page bears; else empty."""
    taken: set[str] = set()
    for child in body:
        words = slugify(child.value) if child.block_type in HEADINGS else ""
        wanted = f"{prefix}-{words}" if words else ""
        anchor = next(name for name in _numbered(wanted) if name not in taken)
        taken.update([anchor] if anchor else [])
        yield anchor


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{rank}" for rank in count(2))


class BodyBlock(StreamBlock):
    """Body of every content page."""

    heading = HeadingBlock()
    subheading = SubheadingBlock()
    text = RichTextBlock()
    accordion = AccordionBlock()
    quote = QuoteBlock()
    figure = FigureBlock()
    table = TableBlock()
    image = ImageBlock()
    video = VideoBlock()
    documents = DocumentsBlock()
    action = ActionBlock()

    def clean(self, value: StreamValue) -> StreamValue:
        cleaned = super().clean(value)
        types = [child.block_type for child in cleaned]
        if self.is_deferred_validation or "subheading" not in types:
            return cleaned
        first = types.index("subheading")
        if "heading" not in types[:first]:
            orphan = ValidationError("Un sous-intertitre vient après un intertitre.")
            raise StreamBlockValidationError(block_errors={first: orphan})
        return cleaned

    def get_context(self, value: StreamValue, parent_context: Any = None) -> dict[str, Any]:
        """`{% include_block page.body with anchor_prefix=… %}` keeps apart the bodies of several pages shown on one;
        `nested=True` puts their headings below that of their page.
        """
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        prefix = context.get("anchor_prefix", "partie")
        return {**context, "children": list(zip(value, anchors(value, prefix), strict=True))}

    class Meta:
        template = "components/blocks/body.html"
