"""The repeated answers of a charter, one row each, kept in its revisions."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.documents import get_document_model_string

from cms.core.models.rows import Row, SourceRow
from cms.core.partial_dates import PartialDateField
from cms.territories.models import LocalAuthority

PAGE = "library_pages.CharterPage"


class CharterAuthority(Row):
    """An authority that gave itself the text."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="authorities")
    authority = models.ForeignKey(
        LocalAuthority,
        verbose_name="collectivité",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Se cherche par nom, sigle, code COG ou SIREN. Ex. : Nantes Métropole, 244400404.",
    )

    panels = [FieldPanel("authority")]

    class Meta(Row.Meta):
        verbose_name = "collectivité signataire"
        verbose_name_plural = "collectivités signataires"


class CharterDocument(Row):
    """The text itself, as a file."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name="document",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="De préférence un PDF accessible, dont le titre dit le contenu.",
    )

    panels = [FieldPanel("document")]

    class Meta(Row.Meta):
        verbose_name = "document"


class CharterReview(Row):
    """A review of what the application of the text has given."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="reviews")
    date = PartialDateField("date", help_text="Aussi précise que la source. Ex. : 2025, 06/2025.")
    title = models.CharField("titre", max_length=255, help_text="Ex. : « Bilan annuel de la charte ».")
    url = models.URLField("adresse", max_length=500, blank=True, help_text="Vide si le bilan n’est pas en ligne.")

    panels = [FieldRowPanel([FieldPanel("date"), FieldPanel("title")]), FieldPanel("url")]

    class Meta(Row.Meta):
        verbose_name = "bilan"

    def __str__(self) -> str:
        return self.title


class CharterSource(SourceRow):
    """A source of the notice of a charter."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="sources")
