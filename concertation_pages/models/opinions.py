"""The opinions of citizens' bodies, recommendation by recommendation. Section C4 of the schema."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
    TitleFieldPanel,
)
from wagtail.documents import get_document_model_string
from wagtail.models import Page

from cms.core.models import BasePage
from cms.core.models.rows import Row, SourceRow
from cms.core.partial_dates import PartialDateField
from cms.core.passages import Passage
from cms.workflow import page_rows
from cms.workflow.pages import ReviewedPage
from concertation_pages.following.pages import FollowedPage
from concertation_pages.models.bodies import BODY, OPINION, CitizenBodyPage
from concertation_pages.models.segments import AXIS
from concertation_pages.opinions import documents
from concertation_pages.opinions.forms import OpinionForm
from search.documents import SearchDocument


class OpinionPage(FollowedPage, ReviewedPage, BasePage):
    """An opinion: its question, its dates as sources give them, its state, its recommendations."""

    class Instruction(models.TextChoices):
        """Where the authority is with it, in the words of the source."""

        TO_START = "instruction-a-lancer", "Instruction à lancer"
        DONE = "instruction-realisee", "Instruction réalisée"

    parent_page_types: ClassVar[list[str]] = [BODY]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/concertation_pages/opinion_page.html"
    base_form_class = OpinionForm
    search_relations: ClassVar[tuple[str, ...]] = documents.OPINION_RELATIONS
    followed_for = "chaque changement d’état de ses préconisations"

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
        TitleFieldPanel("title"),
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

    def citizen_body(self) -> CitizenBodyPage | None:
        """Who gave it, as far as the public may know: one that is not online has a title nobody may read yet."""
        bodies = CitizenBodyPage.objects.live().select_related("authority__authority_type", "authority__region")
        return bodies.filter(path=self.path[: -self.steplen]).first()

    def passages(self) -> list[Passage]:
        return [Passage(row.anchor, str(row), row.text) for row in self.recommendations.all() if row.text]

    def named_authorities(self) -> set[int]:
        bodies = CitizenBodyPage.objects.filter(path=self.path[: -self.steplen]).exclude(authority=None)
        return set(bodies.values_list("authority_id", flat=True))

    @classmethod
    def read(cls, pk: int) -> "OpinionPage":
        return page_rows.read(cls, pk, ("document",))

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from concertation_pages.opinions.reading import opinion_context  # noqa: PLC0415  # it knows these models

        return {**super().get_context(request, *args, **kwargs), **opinion_context(self, request)}

    def search_documents(self) -> Iterator[SearchDocument]:
        yield from documents.documents_of(self)


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
