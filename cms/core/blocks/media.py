"""Images, videos and documents."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from wagtail.blocks.field_block import CharBlock, URLBlock
from wagtail.blocks.list_block import ListBlock
from wagtail.blocks.struct_block import StructBlock, StructBlockValidationError, StructValue
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock as WagtailImageBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.core.blocks.text import RichTextBlock

GROUP = "Médias"


class ImageBlock(StructBlock):
    """A picture, with its alternative text or said decorative; the credit is that of the image."""

    image = WagtailImageBlock(label="Image")
    caption = CharBlock(label="Légende", required=False, max_length=250)

    class Meta:
        icon = "image"
        label = "Image"
        group = GROUP
        description = "Une image, sa légende et son crédit. Dire ce qu’elle apprend, ou qu’elle est décorative."
        template = "components/blocks/image.html"
        preview_template = "components/blocks/image_preview.html"


class VideoValue(StructValue):
    @property
    def host(self) -> str:
        """Name of the site that shows the video, as a reader knows it."""
        return (urlsplit(self["url"] or "").hostname or "").removeprefix("www.")


class VideoBlock(StructBlock):
    """A video shown elsewhere: nothing is asked of that site before the reader follows the link."""

    title = CharBlock(label="Titre", max_length=150)
    url = URLBlock(label="Adresse de la vidéo", max_length=500)
    duration = CharBlock(label="Durée", max_length=20, help_text="Ex. : 4 min 30 s.")
    poster = ImageChooserBlock(label="Vignette", required=False)
    transcript = RichTextBlock(label="Transcription", required=False)
    transcript_url = URLBlock(label="Adresse de la transcription", required=False, max_length=500)

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not (cleaned["transcript"] or cleaned["transcript_url"]):
            missing = "Donnez la transcription, ou l’adresse où la lire : tout le monde ne peut pas voir ou entendre."
            raise StructBlockValidationError({"transcript": ValidationError(missing)})
        return cleaned

    class Meta:
        icon = "media"
        label = "Vidéo"
        group = GROUP
        description = "Un lien vers une vidéo d’un autre site, avec sa durée et sa transcription."
        template = "components/blocks/video.html"
        value_class = VideoValue
        preview_value = {
            "title": "Titre de la vidéo",
            "url": "https://example.org/video",
            "duration": "4 min 30 s",
            "poster": None,
            "transcript": "<p>Le texte de ce qui est dit et montré.</p>",
            "transcript_url": "",
        }


class DocumentsBlock(ListBlock):
    """Files to download, each with its format and size."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(DocumentChooserBlock(label="Document"), min_num=1, **kwargs)

    class Meta:
        icon = "doc-full"
        label = "Documents"
        group = GROUP
        description = "Des fichiers à télécharger. Le format et le poids s’affichent seuls."
        template = "components/blocks/documents.html"
        preview_template = "components/blocks/documents_preview.html"
