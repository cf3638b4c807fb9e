"""The blocks a page may be made of, in the order of the editor's menu."""

from django.core.exceptions import ValidationError
from wagtail.blocks.stream_block import StreamBlock, StreamBlockValidationError, StreamValue

from cms.core.blocks.actions import ActionBlock
from cms.core.blocks.media import DocumentsBlock, ImageBlock, VideoBlock
from cms.core.blocks.sources import FigureBlock, QuoteBlock
from cms.core.blocks.tables import TableBlock
from cms.core.blocks.text import AccordionBlock, HeadingBlock, RichTextBlock, SubheadingBlock


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

    class Meta:
        template = "components/blocks/body.html"
