"""Citizens' bodies and their opinions, recommendation by recommendation. Sections C4 of the schema."""

from typing import ClassVar

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.documents import get_document_model_string
from wagtail.models import Page

from cms.core.models import BasePage
from cms.core.models.rows import Row, SourceRow
from cms.core.partial_dates import PartialDateField
from cms.territories.models import LocalAuthority
from cms.workflow.pages import ReviewedPage
from concertation_pages.models.segments import AXIS
from search.facets import KIND
from search.listing_page import ListingPage

BODY = "concertation_pages.CitizenBodyPage"
OPINION = "concertation_pages.OpinionPage"


class OpinionIndexPage(ListingPage):
    """« Avis citoyens »: the bodies, their opinions and recommendations."""

    parent_page_types: ClassVar[list[str]] = ["concertation_pages.ConcertationIndexPage"]
    subpage_types: ClassVar[list[str]] = [BODY]
    template = "pages/concertation_pages/opinion_index_page.html"
    base = {KIND: ["avis", "recommandation"]}
    search_label = "Chercher dans les avis citoyens"

    class Meta:
        verbose_name = "avis citoyens"
        verbose_name_plural = "avis citoyens"


class CitizenBodyPage(ReviewedPage, BasePage):
    """A body such as the CCNR: who sits, since when, what it did. Where sources differ, each value has its source."""

    parent_page_types: ClassVar[list[str]] = ["concertation_pages.OpinionIndexPage"]
    subpage_types: ClassVar[list[str]] = [OPINION]
    template = "pages/concertation_pages/citizen_body_page.html"

    acronym = models.CharField("sigle", max_length=20, blank=True)
    authority = models.ForeignKey(
        LocalAuthority, verbose_name="collectivité", null=True, on_delete=models.PROTECT, related_name="+"
    )
    introduction = models.TextField("introduction", blank=True)
    created = PartialDateField("création")
    appointment = models.CharField("mode de désignation", max_length=255, blank=True)
    mandate = models.CharField("mandat", max_length=255, blank=True)
    editorial_note = models.TextField("réserves de la rédaction", blank=True, help_text="Publiées.")

    content_panels = [
        FieldPanel("title"),
        FieldPanel("acronym"),
        FieldPanel("authority"),
        FieldPanel("introduction"),
        MultiFieldPanel([FieldPanel("created"), FieldPanel("appointment"), FieldPanel("mandate")], "Composition"),
        InlinePanel("figures", heading="Chiffres, avec leur source", label="Chiffre"),
        FieldPanel("editorial_note"),
        InlinePanel("sources", heading="Sources", label="Source"),
        *BasePage.content_panels[1:],
    ]

    class Meta:
        verbose_name = "instance citoyenne"
        verbose_name_plural = "instances citoyennes"

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.introduction


class BodyFigure(Row):
    """« 36 réunions », with who says so; two sources that differ are two rows."""

    page = ParentalKey(BODY, on_delete=models.CASCADE, related_name="figures")
    label = models.CharField("libellé", max_length=120, help_text="Ex. : « réunions ».")
    value = models.CharField("valeur", max_length=255)
    source = models.CharField("source", max_length=255)
    url = models.URLField("adresse de la source", max_length=500, blank=True)

    panels = [FieldRowPanel([FieldPanel("label"), FieldPanel("value")]), FieldPanel("source"), FieldPanel("url")]

    class Meta(Row.Meta):
        verbose_name = "chiffre"

    def __str__(self) -> str:
        return f"{self.value} {self.label}"


class BodySource(SourceRow):
    """A source of the page of a body."""

    page = ParentalKey(BODY, on_delete=models.CASCADE, related_name="sources")


class OpinionPage(ReviewedPage, BasePage):
    """An opinion: its question, its dates as sources give them, its state, its recommendations."""

    class Instruction(models.TextChoices):
        """Where the authority is with it, in the words of the source."""

        TO_START = "instruction-a-lancer", "Instruction à lancer"
        DONE = "instruction-realisee", "Instruction réalisée"

    parent_page_types: ClassVar[list[str]] = [BODY]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/concertation_pages/opinion_page.html"

    number = models.PositiveSmallIntegerField("numéro")
    question = models.TextField("question posée")
    instruction = models.CharField("état de l’avis", max_length=24, choices=Instruction.choices, blank=True)
    outputs = models.TextField(
        "nature des documents", blank=True, help_text="Un par ligne. Ex. : « Rapport d’étonnement »."
    )
    leads = models.TextField("pistes de réflexion", blank=True, help_text="Une par ligne.")
    recommendation_count = models.PositiveSmallIntegerField("nombre de préconisations", null=True, blank=True)
    review = models.CharField("bilan", max_length=255, blank=True, help_text="Ex. : « Deux ans après… ».")
    reviewed_on = PartialDateField("date du bilan")
    date_note = models.CharField("écart entre les dates", max_length=255, blank=True)
    date_note_url = models.URLField("source de l’écart", max_length=500, blank=True)
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name="texte de l’avis (fichier)",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    editorial_note = models.TextField("réserves de la rédaction", blank=True, help_text="Publiées.")

    content_panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("number"), FieldPanel("instruction")]),
        FieldPanel("question"),
        InlinePanel("published_dates", heading="Dates de publication", label="Publication"),
        FieldRowPanel([FieldPanel("date_note"), FieldPanel("date_note_url")]),
        InlinePanel("works", heading="Travaux", label="Période"),
        FieldPanel("outputs"),
        FieldPanel("leads"),
        FieldPanel("document"),
        MultiFieldPanel([FieldPanel("review"), FieldPanel("reviewed_on")], "Bilan"),
        FieldPanel("recommendation_count"),
        InlinePanel("recommendations", heading="Préconisations", label="Préconisation"),
        FieldPanel("editorial_note"),
        InlinePanel("sources", heading="Sources", label="Source"),
        *BasePage.content_panels[1:],
    ]

    class Meta:
        verbose_name = "avis citoyen"
        verbose_name_plural = "avis citoyens"

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.question


class OpinionPublication(Row):
    """When a source says that the opinion was published."""

    page = ParentalKey(OPINION, on_delete=models.CASCADE, related_name="published_dates")
    label = models.CharField("libellé", max_length=255)
    date = PartialDateField("date")
    source = models.CharField("source", max_length=255)

    panels = [FieldPanel("label"), FieldPanel("date"), FieldPanel("source")]

    class Meta(Row.Meta):
        verbose_name = "date de publication"
        verbose_name_plural = "dates de publication"


class OpinionWork(Row):
    """A period of the work of the body on the question."""

    page = ParentalKey(OPINION, on_delete=models.CASCADE, related_name="works")
    starts = PartialDateField("début")
    ends = PartialDateField("fin")
    subject = models.CharField("objet", max_length=255)

    panels = [FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]), FieldPanel("subject")]

    class Meta(Row.Meta):
        verbose_name = "période de travail"
        verbose_name_plural = "périodes de travail"


class Recommendation(Row):
    """A recommendation, numbered as in the opinion; its status is a `TrackedItem` of code `str(number)`."""

    page = ParentalKey(OPINION, on_delete=models.CASCADE, related_name="recommendations")
    number = models.PositiveSmallIntegerField("numéro")
    heading = models.CharField("intitulé", max_length=255, blank=True)
    text = models.TextField("texte", blank=True, help_text="Vide : la page dit « texte non communiqué ».")
    department = models.CharField("service responsable", max_length=200, blank=True)
    due = PartialDateField("échéance")
    progress = models.PositiveSmallIntegerField("avancement (%)", null=True, blank=True)
    response = models.TextField("réponse de la collectivité", blank=True)
    deliverable = models.CharField("livrable", max_length=255, blank=True)
    deliverable_page = models.ForeignKey(
        Page, verbose_name="livrable : page du site", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    deliverable_url = models.URLField("livrable : adresse", max_length=500, blank=True)
    axis = models.ForeignKey(
        Page, verbose_name="axe du manifeste", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("heading")]),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("department"), FieldPanel("due"), FieldPanel("progress")]),
        FieldPanel("response"),
        FieldRowPanel([FieldPanel("deliverable"), FieldPanel("deliverable_page"), FieldPanel("deliverable_url")]),
        PageChooserPanel("axis", AXIS),
    ]

    class Meta(Row.Meta):
        verbose_name = "préconisation"

    def __str__(self) -> str:
        return f"Préconisation {self.number}"

    @property
    def code(self) -> str:
        return str(self.number)

    @property
    def anchor(self) -> str:
        """Last part of its address: `#n-17`."""
        return f"n-{self.number}"


class OpinionSource(SourceRow):
    """A source of the page of an opinion."""

    page = ParentalKey(OPINION, on_delete=models.CASCADE, related_name="sources")
