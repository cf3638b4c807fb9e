"""Links of the menus: a page of the site, or an address that no page of the tree answers (a register, a search)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from wagtail.blocks.field_block import CharBlock, PageChooserBlock
from wagtail.blocks.list_block import ListBlock
from wagtail.blocks.stream_block import StreamBlock
from wagtail.blocks.struct_block import StructBlock, StructBlockValidationError, StructValue

address_validator = RegexValidator(
    r"^/(?!/)[^\s\\]*$", "Une adresse de ce site commence par une barre oblique : /acteurs/."
)


class LinkBlock(StructBlock):
    """A page or an address, never both; the label of a page is its title unless another is given."""

    page = PageChooserBlock(label="Page", required=False)
    address = CharBlock(
        label="Adresse du site",
        required=False,
        max_length=200,
        validators=[address_validator],
        help_text="Quand ce n’est pas une page. Ex. : /acteurs/",
    )
    label = CharBlock(label="Libellé", required=False, max_length=40, help_text="Vide : le titre de la page.")

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["address"]):
            raise StructBlockValidationError({"page": ValidationError("Choisissez une page ou donnez une adresse.")})
        if cleaned["address"] and not cleaned["label"]:
            raise StructBlockValidationError({"label": ValidationError("Une adresse a besoin d’un libellé.")})
        return cleaned

    class Meta:
        icon = "link"
        label = "Lien"


class MenuBlock(StreamBlock):
    """The entries of the header, in their order."""

    link = LinkBlock()


class FooterColumnBlock(StructBlock):
    """A column of the footer."""

    title = CharBlock(label="Titre", max_length=40)
    links = ListBlock(LinkBlock(), label="Liens", min_num=1)

    class Meta:
        icon = "list-ul"
        label = "Colonne"


class FooterBlock(StreamBlock):
    """Three columns at most stand beside the sentence of the footer."""

    column = FooterColumnBlock()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, max_num=3, **kwargs)
