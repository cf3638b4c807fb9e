"""The other repeated answers of a report, one row each, kept in its revisions."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.documents import get_document_model_string
from wagtail.models import Page

from cms.core.models.rows import Row, SourceRow
from cms.core.partial_dates import check_past
from cms.members.restricted import Restricted
from cms.taxonomy.models import AssociatedPublic

PAGE = "concertation_pages.ReportPage"


class ReportSpeaker(Restricted, Row):
    """Somebody who spoke at a consultation: public only with an agreement that is recorded here."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="speakers")
    name = models.CharField("nom", max_length=120, blank=True)
    profession = models.CharField("profession", max_length=200, blank=True)
    talk = models.CharField("titre de la présentation", max_length=255, blank=True)
    agreed_on = models.DateField(
        "accord recueilli le",
        null=True,
        blank=True,
        help_text="Jour où la personne a accepté que son nom soit publié. Vide : le nom n’est pas publié.",
    )
    agreement = models.CharField(
        "trace de l’accord", max_length=255, blank=True, help_text="Ex. : courriel du 12 mars."
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("profession")]),
        FieldPanel("talk"),
        FieldRowPanel([FieldPanel("agreed_on"), FieldPanel("agreement")]),
    ]

    class Meta(Row.Meta):
        verbose_name = "intervenant"

    def __str__(self) -> str:
        return f"Intervenant {self.pk}"

    def clean(self) -> None:
        super().clean()
        check_past(self, "agreed_on")


class ParticipantCount(Row):
    """How many participants of one public."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="participant_counts")
    public = models.ForeignKey(AssociatedPublic, verbose_name="public", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField("nombre")

    panels = [FieldRowPanel([FieldPanel("public"), FieldPanel("number")])]

    class Meta(Row.Meta):
        verbose_name = "participants d’un public"
        verbose_name_plural = "participants d’un public"


class ReportProduction(Row):
    """Something that the consultation produced: an address, or a file."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="productions")
    title = models.CharField("titre", max_length=255)
    url = models.URLField("adresse", max_length=500, blank=True)
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name="document",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    panels = [FieldPanel("title"), FieldPanel("url"), FieldPanel("document")]

    class Meta(Row.Meta):
        verbose_name = "production"

    def __str__(self) -> str:
        return self.title


class ReportOutcome(Row):
    """What the consultation led to, linked when the site has a page of it."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="outcomes")
    text = models.TextField("débouché")
    page_linked = models.ForeignKey(
        Page, verbose_name="page du site", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    url = models.URLField("adresse", max_length=500, blank=True)

    panels = [FieldPanel("text"), FieldPanel("page_linked"), FieldPanel("url")]

    class Meta(Row.Meta):
        verbose_name = "débouché"

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        if self.page_linked_id and self.url:
            raise ValidationError({"url": "Une page du site ou une adresse, pas les deux."})


class ReportSource(SourceRow):
    """A source of a report."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="sources")
