"""What the reader is invited to do."""

from django.core.exceptions import ValidationError
from wagtail.blocks.field_block import CharBlock, PageChooserBlock, URLBlock
from wagtail.blocks.struct_block import StructBlock, StructBlockValidationError, StructValue


class ActionBlock(StructBlock):
    """A call to action: one label, one destination, here or elsewhere."""

    label = CharBlock(label="Libellé", max_length=80, help_text="Commence par un verbe : « Déposer une fiche ».")
    page = PageChooserBlock(label="Page du site", required=False)
    url = URLBlock(label="Adresse d’un autre site", required=False, max_length=500)

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if cleaned["page"] and cleaned["url"]:
            both = "Une seule destination : retirez cette adresse ou la page choisie."
            raise StructBlockValidationError({"url": ValidationError(both)})
        if not (cleaned["page"] or cleaned["url"]):
            neither = "Choisissez une page du site, ou donnez l’adresse d’un autre site."
            raise StructBlockValidationError({"page": ValidationError(neither)})
        return cleaned

    class Meta:
        icon = "redirect"
        label = "Appel à l’action"
        group = "Actions"
        description = "Un bouton vers une page du site ou vers un autre site."
        template = "components/blocks/action.html"
        preview_value = {"label": "Verbe et complément", "page": None, "url": "https://example.org/"}
