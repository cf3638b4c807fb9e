"""A campaign of consultations: its call, its questions, its window, the charter that territories accept."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, TitleFieldPanel
from wagtail.documents import get_document_model_string

from cms.core.models import BasePage
from cms.core.models.fields import rich_text
from cms.core.partial_dates import PartialDateField
from cms.core.public_tree import unrestricted
from cms.workflow import page_rows
from cms.workflow.pages import ReviewedPage
from concertation_pages.campaign import counters, documents, partners, window
from concertation_pages.forms import CampaignForm
from search.documents import SearchDocument, tags_of

MISSING = "Sans fichier, la page dit qu’il est à fournir par l’association."


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


DOCUMENTS = ("call_document", "press_release_document", "framework_document")


class CampaignPage(ReviewedPage, BasePage):
    """A call to the territories. Its text is quoted; what the association has not given yet is said so."""

    parent_page_types: ClassVar[list[str]] = ["concertation_pages.ConcertationIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/concertation_pages/campaign_page.html"
    base_form_class = CampaignForm
    search_relations: ClassVar[tuple[str, ...]] = documents.RELATIONS
    nested_rows: ClassVar[dict[str, tuple[str, ...]]] = {"partner_cities": ("authority",)}

    slogan = models.CharField(
        "mot d’ordre",
        max_length=200,
        blank=True,
        help_text="Le titre de la page « Concertations » tant que cette campagne est la dernière.",
    )
    introduction = models.TextField("introduction", blank=True, help_text="Une ou deux phrases sous le titre.")
    call_title = models.CharField("titre de l’appel", max_length=255, blank=True, help_text="Tel que l’appel l’écrit.")
    call_url = models.URLField("page de l’appel", max_length=500, blank=True)
    call_document = document("appel aux collectivités (fichier)", MISSING)
    press_release_document = document("communiqué de presse (fichier)", MISSING)
    framework_document = document("cadre de travail partagé (fichier)", MISSING)
    launched_on = PartialDateField("lancée le")
    launched_at_place = models.CharField("lieu du lancement", max_length=120, blank=True)
    opens_on = models.DateField(
        "ouverture des engagements",
        null=True,
        blank=True,
        help_text="Dès ce jour, le formulaire d’engagement s’ouvre et qui suit la page est prévenu. "
        "Vide : la campagne n’est pas ouverte.",
    )
    closes_on = PartialDateField(
        "fermeture des engagements",
        help_text="Comprise, aussi précise que la source. Ex. : 06/2025, soit jusqu’au 30 juin. Vide : sans fin.",
    )
    closing_note = models.CharField(
        "réserve sur la fermeture", max_length=255, blank=True, help_text="Publiée : ce sur quoi les sources divergent."
    )
    charter_version = models.PositiveSmallIntegerField(
        "version de la charte",
        default=0,
        help_text="0 : la charte n’est pas fournie, on accepte les deux engagements. Augmente quand le texte change.",
    )
    charter_text = rich_text(
        "charte de bonne pratique",
        "Le texte que les collectivités acceptent. Le changer demande une nouvelle version : celles qui ont accepté "
        "la précédente gardent la leur.",
    )
    autonomy = models.TextField("autonomie des territoires", blank=True)
    editorial_note = models.TextField("réserves de la rédaction", blank=True, help_text="Publiées.")

    content_panels = [
        TitleFieldPanel("title"),
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
        return bool(self.opens_on and self.opens_on <= timezone.localdate() and not self.is_over)

    @property
    def is_over(self) -> bool:
        """Whether its last day is past."""
        return bool(self.closes_on and self.closes_on.last_day < timezone.localdate())

    @classmethod
    def over(cls) -> "list[CampaignPage]":
        """Those whose last day is past, online or not."""
        return [campaign for campaign in cls.objects.exclude(closes_on=None) if campaign.is_over]

    @property
    def window(self) -> str:
        """When territories may commit, in a sentence."""
        return window.window_in_words(self)

    @classmethod
    def read(cls, pk: int) -> "CampaignPage":
        return page_rows.read(cls, pk, (*DOCUMENTS, "content_owner"))

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "campaign": self,
            "counters": counters.counters_of(self),
            "partners_map": partners.partners_map(self),
            "keywords": tags_of(self),
        }

    def search_documents(self) -> Iterator[SearchDocument]:
        yield documents.campaign_document(self)

    @classmethod
    def current(cls) -> "CampaignPage | None":
        """The live campaign that opened last; before the first one opens, the next to open."""
        has_begun = models.Case(models.When(opens_on__lte=timezone.localdate(), then=1), default=0)
        begun = models.Case(models.When(opens_on__lte=timezone.localdate(), then="opens_on"))
        next_one = models.F("opens_on").asc(nulls_last=True)
        ordered = unrestricted(cls.objects.all()).order_by(has_begun.desc(), begun.desc(), next_one, "-pk")
        found: CampaignPage | None = ordered.first()
        return found


class CampaignOpening(models.Model):
    """The followers of the consultations were told that this campaign opened: once, whatever its dates become."""

    campaign = models.OneToOneField(CampaignPage, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField("annoncée le", default=timezone.now)

    class Meta:
        verbose_name = "ouverture annoncée"
        verbose_name_plural = "ouvertures annoncées"

    def __str__(self) -> str:
        return f"Ouverture de la campagne {self.campaign_id}"
