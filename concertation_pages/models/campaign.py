"""A campaign of consultations: its call, its questions, its window, the charter that territories accept."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.documents import get_document_model_string

from cms.core.models import BasePage
from cms.core.models.fields import rich_text
from cms.core.partial_dates import PartialDateField
from cms.workflow.pages import ReviewedPage


def document(label: str, help_text: str = "") -> Any:
    """A file that staff upload; the page says what is missing as long as there is none."""
    return models.ForeignKey(
        get_document_model_string(),
        verbose_name=label,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=help_text,
    )


class CampaignPage(ReviewedPage, BasePage):
    """A call to the territories. Its text is quoted; what the association has not given yet is said so."""

    parent_page_types: ClassVar[list[str]] = ["concertation_pages.ConcertationIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/concertation_pages/campaign_page.html"
    search_relations: ClassVar[tuple[str, ...]] = ("questions", "aims", "commitments", "tagged_items__tag")

    slogan = models.CharField("mot d’ordre", max_length=200, blank=True)
    introduction = models.TextField("introduction", blank=True, help_text="Une ou deux phrases sous le titre.")
    call_title = models.CharField("titre de l’appel", max_length=255, blank=True, help_text="Tel que l’appel l’écrit.")
    call_url = models.URLField("page de l’appel", max_length=500, blank=True)
    call_document = document("appel aux collectivités (fichier)")
    press_release_document = document("communiqué de presse (fichier)")
    framework_document = document("cadre de travail partagé (fichier)")
    launched_on = PartialDateField("lancée le")
    launched_at_place = models.CharField("lieu du lancement", max_length=120, blank=True)
    opens_on = models.DateField("ouverture des engagements", null=True, blank=True)
    closes_on = PartialDateField(
        "fermeture des engagements",
        help_text="Comprise, aussi précise que la source. Ex. : 06/2025, soit jusqu’au 30 juin.",
    )
    closing_note = models.CharField(
        "réserve sur la fermeture", max_length=255, blank=True, help_text="Publiée : ce sur quoi les sources divergent."
    )
    charter_version = models.PositiveSmallIntegerField(
        "version de la charte",
        default=0,
        help_text="0 : la charte n’est pas fournie, on accepte les deux engagements. Augmente quand le texte change.",
    )
    charter_text = rich_text("charte de bonne pratique", "Le texte que les collectivités acceptent.")
    autonomy = models.TextField("autonomie des territoires", blank=True)
    editorial_note = models.TextField("réserves de la rédaction", blank=True, help_text="Publiées.")

    content_panels = [
        FieldPanel("title"),
        MultiFieldPanel([FieldPanel("slogan"), FieldPanel("introduction")], "En haut de page"),
        MultiFieldPanel(
            [
                FieldPanel("call_title"),
                FieldPanel("call_url"),
                FieldRowPanel([FieldPanel("launched_on"), FieldPanel("launched_at_place")]),
                FieldPanel("call_document"),
                FieldPanel("press_release_document"),
                FieldPanel("framework_document"),
            ],
            "L’appel",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]),
                FieldPanel("closing_note"),
            ],
            "Fenêtre d’engagement",
        ),
        InlinePanel("commitments", heading="Engagements demandés", label="Engagement"),
        MultiFieldPanel([FieldPanel("charter_version"), FieldPanel("charter_text")], "Charte de bonne pratique"),
        InlinePanel("questions", heading="Questions posées", label="Question"),
        InlinePanel("aims", heading="Finalités", label="Finalité"),
        InlinePanel("figures", heading="Chiffres cités", label="Chiffre"),
        InlinePanel("partner_cities", heading="Villes francophones associées", label="Ville"),
        FieldPanel("autonomy"),
        FieldPanel("editorial_note"),
        InlinePanel("sources", heading="Sources", label="Source"),
        *BasePage.content_panels[1:],
    ]

    class Meta:
        verbose_name = "campagne de concertations"
        verbose_name_plural = "campagnes de concertations"

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.introduction

    @property
    def is_open(self) -> bool:
        """Whether a territory may commit today: since the first day, until the end of what the closing names."""
        today = timezone.localdate()
        is_over = self.closes_on and self.closes_on.last_day < today
        return bool(self.opens_on and self.opens_on <= today and not is_over)

    @classmethod
    def current(cls) -> "CampaignPage | None":
        """The live campaign that opened last."""
        newest = models.F("opens_on").desc(nulls_last=True)
        found: CampaignPage | None = cls.objects.live().public().order_by(newest, "-pk").first()
        return found
