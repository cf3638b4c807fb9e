"""A fiche: one use of AI by one territory. Fields follow section C1 of the content schema."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.core.validators import MaxLengthValidator, MinValueValidator
from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField

from cms.core.blocks.text import RICH_TEXT_FEATURES
from cms.core.models import BasePage
from cms.core.partial_dates import PartialDateField
from cms.taxonomy.models import (
    AiActLevel,
    Audience,
    AutomationLevel,
    HostingLocation,
    Maturity,
    ProcurementMode,
    Technique,
    Theme,
)
from cms.territories.models import LocalAuthority
from library_pages import documents
from library_pages.forms import UseCaseForm
from library_pages.panels import use_case_edit_handler
from search.documents import SearchDocument


class YesNo(models.TextChoices):
    """A question whose honest answer may be that nobody knows."""

    YES = "oui", "Oui"
    NO = "non", "Non"
    UNKNOWN = "ne-sait-pas", "Ne sait pas"


class DecisionScope(models.TextChoices):
    INTERNAL = "interne", "Interne"
    EXTERNAL = "externe", "Externe"


def term(model: type[models.Model], label: str, *, required: bool = False, help_text: str = "") -> Any:
    """A foreign key to a vocabulary: never deleted under a fiche; blocks publication when required."""
    return models.ForeignKey(
        model,
        verbose_name=label,
        null=True,
        blank=not required,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=help_text,
    )


def rich_text(label: str, help_text: str) -> Any:
    return RichTextField(label, blank=True, features=RICH_TEXT_FEATURES, help_text=help_text)


class UseCasePage(BasePage):
    """Fiche cas d’usage. Eight answers block publication; every other expected one may stay « non communiqué »."""

    parent_page_types: ClassVar[list[str]] = ["library_pages.LibraryIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/library_pages/use_case_page.html"
    base_form_class = UseCaseForm

    # En bref
    summary = models.TextField(
        "résumé", validators=[MaxLengthValidator(400)], help_text="Deux à quatre phrases, 400 caractères au plus."
    )
    theme = term(Theme, "thématique principale", required=True)
    secondary_themes = ParentalManyToManyField(
        Theme, verbose_name="thématiques secondaires", blank=True, related_name="+", help_text="Deux au plus."
    )
    authority = models.ForeignKey(
        LocalAuthority,
        verbose_name="collectivité porteuse",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Se cherche par nom, sigle, code COG ou SIREN.",
    )
    audiences = ParentalManyToManyField(Audience, verbose_name="cibles", related_name="+")
    maturity = term(Maturity, "maturité", required=True)
    started = PartialDateField("début")
    in_service = PartialDateField("mise en service")
    ended = PartialDateField("fin")
    illustration = models.ForeignKey(
        "core.SiteImage",
        verbose_name="illustration",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    illustration_alt = models.CharField(
        "alternative textuelle",
        max_length=250,
        blank=True,
        help_text="Ce que l’image apprend ; vide si elle est décorative.",
    )

    # Récit
    need = rich_text("besoin et objectifs", "Le problème à résoudre, pour qui, et ce qui en est attendu.")
    method = rich_text("méthode déployée", "Étapes, essais, conduite du changement, durée de chaque phase.")
    lessons = rich_text(
        "ce qui a marché, conditions de réplication", "Ce qu’une autre collectivité doit réunir pour refaire."
    )
    work_effects = rich_text("effets sur les métiers et l’organisation", "Ce qui change pour les agents.")
    human_oversight = rich_text("contrôle humain et recours", "Qui vérifie, qui peut corriger, comment contester.")
    editorial_note = models.TextField(
        "réserves de la rédaction", blank=True, help_text="Publiées : ce qui est déduit ou incertain dans la fiche."
    )

    # Moyens
    staff_fte = models.DecimalField(
        "équivalents temps plein",
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    duration_months = models.PositiveSmallIntegerField("durée du projet", null=True, blank=True, help_text="En mois.")
    investment_cost = models.PositiveBigIntegerField(
        "coût d’investissement", null=True, blank=True, help_text="En euros."
    )
    yearly_cost = models.PositiveBigIntegerField("coût annuel", null=True, blank=True, help_text="En euros par an.")
    cost_year = models.PositiveSmallIntegerField("année du coût", null=True, blank=True)
    cost_note = models.CharField(
        "précision sur le coût",
        max_length=255,
        blank=True,
        help_text="Ex. : « Rémunération au résultat, montant non publié ».",
    )
    solution = models.CharField(
        "solution", max_length=200, blank=True, help_text="Nom du logiciel ou « Développement interne »."
    )
    procurement = term(ProcurementMode, "mode d’obtention")

    # Technique et données
    techniques = ParentalManyToManyField(Technique, verbose_name="techniques", blank=True, related_name="+")
    personal_data = models.CharField("données personnelles", max_length=12, choices=YesNo.choices, blank=True)
    hosting = term(HostingLocation, "hébergement")
    secnumcloud = models.CharField("hébergement SecNumCloud", max_length=12, choices=YesNo.choices, blank=True)
    foreign_law = models.CharField(
        "éditeur soumis à un droit hors UE", max_length=12, choices=YesNo.choices, blank=True
    )
    code_url = models.URLField("code source", max_length=500, blank=True)
    licence = models.CharField(
        "licence du code", max_length=60, blank=True, help_text="Identifiant SPDX : EUPL-1.2, MIT…"
    )
    reusable_model = models.CharField("modèle réutilisable", max_length=12, choices=YesNo.choices, blank=True)

    # Cadre juridique
    automation = term(
        AutomationLevel, "décision individuelle", help_text="Part de l’outil dans une décision sur une personne."
    )
    decisions_per_year = models.PositiveIntegerField("décisions par an", null=True, blank=True)
    decision_scope = models.CharField("portée des décisions", max_length=10, choices=DecisionScope.choices, blank=True)
    legal_basis = models.CharField("base légale", max_length=255, blank=True)
    notice_url = models.URLField(
        "mention explicite", max_length=500, blank=True, help_text="Adresse de la mention aux usagers."
    )
    ai_act = term(AiActLevel, "niveau AI Act")
    ai_act_reason = models.TextField("justification du niveau", blank=True)

    # Suivi
    public_contact_email = models.EmailField(
        "courriel générique public", blank=True, help_text="Jamais celui d’une personne."
    )
    public_contact_url = models.URLField("page de contact public", max_length=500, blank=True)
    origin_url = models.URLField(
        "fiche d’origine", max_length=500, blank=True, help_text="Ex. : la page de Numérique360."
    )
    origin_id = models.CharField("identifiant d’origine", max_length=80, blank=True)
    cited_in_library = models.BooleanField(
        "citée dans la bibliothèque de mars 2025", default=False, help_text="Une source publique l’y situe."
    )
    not_disclosed = models.JSONField("non communiqué", default=list, blank=True)

    edit_handler = use_case_edit_handler()

    class Meta:
        verbose_name = "fiche cas d’usage"
        verbose_name_plural = "fiches cas d’usage"

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.summary

    @classmethod
    def search_queryset(cls) -> models.QuerySet[Any]:
        return cls.objects.select_related(*documents.JOINED).prefetch_related(*documents.PREFETCHED)

    def search_documents(self) -> Iterator[SearchDocument]:
        yield documents.use_case_document(self)
