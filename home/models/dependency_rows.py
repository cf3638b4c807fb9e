"""The repeated answers of « Dépendance numérique », kept in the revisions of the page."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.documents import get_document_model_string

from cms.core.models.figures import QuotedFigureRow
from cms.core.models.rows import Row, SourceRow
from cms.core.partial_dates import PartialDateField
from cms.territories.models import LocalAuthority

PAGE = "home.DependencyPage"


class DependencyFigure(QuotedFigureRow):
    """Why the diagnosis is called for, in a figure of somebody else."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="figures")


class PilotCount(QuotedFigureRow):
    """How many pilots a source counts, at its date: sources do not all say the same."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="pilot_counts")

    class Meta(QuotedFigureRow.Meta):
        verbose_name = "nombre de pilotes"
        verbose_name_plural = "nombres de pilotes"


class Pilot(Row):
    """A collectivité that a source names among the pilots."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="pilots")
    authority = models.ForeignKey(
        LocalAuthority, verbose_name="collectivité", on_delete=models.PROTECT, related_name="+"
    )
    since = PartialDateField("pilote depuis")
    source = models.CharField("source", max_length=255, help_text="Le document qui la nomme.")

    panels = [FieldPanel("authority"), FieldPanel("since"), FieldPanel("source")]

    class Meta(Row.Meta):
        verbose_name = "collectivité pilote"
        verbose_name_plural = "collectivités pilotes"

    def __str__(self) -> str:
        return str(self.authority)


class FrameVersion(Row):
    """A version of the frame of reference, and its document; the first row is the one in force."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="frame_versions")
    version = models.CharField("version", max_length=20, help_text="Ex. : 1.0.")
    published_on = PartialDateField("publiée le", blank=False)
    document = models.ForeignKey(
        get_document_model_string(), verbose_name="document", on_delete=models.PROTECT, related_name="+"
    )

    panels = [FieldPanel("version"), FieldPanel("published_on"), FieldPanel("document")]

    class Meta(Row.Meta):
        verbose_name = "version du cadre"
        verbose_name_plural = "versions du cadre"

    def __str__(self) -> str:
        return f"Version {self.version}"


class DependencySource(SourceRow):
    """A source of the page."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="sources")
