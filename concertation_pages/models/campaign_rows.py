"""The repeated answers of a campaign, one row each, kept in its revisions."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

from cms.core.models.figures import QuotedFigureRow
from cms.core.models.rows import Row, SourceRow
from cms.territories.models import LocalAuthority
from concertation_pages.synthesis.keys import FigureKey

PAGE = "concertation_pages.CampaignPage"


class CampaignText(Row):
    """A sentence of the call, to the letter."""

    text = models.TextField("texte", help_text="À la lettre.")

    panels = [FieldPanel("text")]

    class Meta(Row.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.text


class CampaignCommitment(CampaignText):
    """What a territory that answers the call undertakes."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="commitments")

    class Meta(CampaignText.Meta):
        verbose_name = "engagement demandé"
        verbose_name_plural = "engagements demandés"


class CampaignQuestion(CampaignText):
    """A question asked to the public."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="questions")

    class Meta(CampaignText.Meta):
        verbose_name = "question posée"
        verbose_name_plural = "questions posées"


class CampaignAim(CampaignText):
    """What the approach is for."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="aims")
    title = models.CharField("titre", max_length=60)

    panels = [FieldPanel("title"), *CampaignText.panels]

    class Meta(CampaignText.Meta):
        verbose_name = "finalité"


class CampaignFigure(QuotedFigureRow):
    """A figure that a source gives, shown beside what the site counts itself."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="figures")
    beside = models.CharField(
        "figure de la synthèse",
        max_length=20,
        choices=FigureKey.choices,
        blank=True,
        help_text="Celle sous laquelle il est cité.",
    )

    panels = [*QuotedFigureRow.panels, FieldPanel("beside")]

    class Meta(QuotedFigureRow.Meta):
        pass


class CampaignCity(Row):
    """A city outside France that follows the approach."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="partner_cities")
    authority = models.ForeignKey(LocalAuthority, verbose_name="ville", on_delete=models.PROTECT, related_name="+")

    panels = [FieldPanel("authority")]

    class Meta(Row.Meta):
        verbose_name = "ville associée"
        verbose_name_plural = "villes associées"


class CampaignSource(SourceRow):
    """A source of the page of a campaign."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="sources")
