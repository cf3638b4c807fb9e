"""A fiche: one use of AI by one territory. Fields follow section C1 of the content schema."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.core.validators import MaxLengthValidator, MinValueValidator
from django.db import models
from modelcluster.fields import ParentalManyToManyField

from cms.core.content_version import version_for
from cms.core.models import BasePage, SiteImage
from cms.core.models.fields import YesNo, rich_text, term
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
from cms.workflow import page_rows
from cms.workflow.pages import ReviewedPage
from library_pages import completeness, documents, maturity_scale
from library_pages.counterparts import twins_of
from library_pages.forms import UseCaseForm
from library_pages.models.annexed import AnnexedPage
from library_pages.models.chronicled import ChronicledPage
from library_pages.models.citable import CitablePage
from library_pages.panels import use_case_edit_handler
from library_pages.structured_data import use_case_data
from library_pages.use_case_questions import QUESTIONS
from library_pages.use_case_room import most_neighbours
from search.comparison import comparison_address
from search.documents import SearchDocument, tags_of
from search.similar import similar_to

JOINED = (
    "theme",
    "maturity",
    "procurement",
    "hosting",
    "automation",
    "ai_act",
    "authority__authority_type",
    "authority__department",
    "authority__region",
    "content_owner",
    "illustration",
)
"""Foreign keys that the page of a fiche shows."""


class DecisionScope(models.TextChoices):
    INTERNAL = "interne", "Interne"
    EXTERNAL = "externe", "Externe"


class UseCasePage(ReviewedPage, CitablePage, ChronicledPage, AnnexedPage, BasePage):
    """Fiche cas d’usage. Eight answers block publication; every other expected one may stay « non communiqué »."""

    parent_page_types: ClassVar[list[str]] = ["library_pages.LibraryIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/library_pages/use_case_page.html"
    base_form_class = UseCaseForm
    search_relations: ClassVar[tuple[str, ...]] = documents.RELATIONS
    secondary_terms: ClassVar[dict[str, str]] = {"secondary_themes": "theme"}  # a list never repeats its main term
    questions = QUESTIONS
    cited_as = "Fiche"
    nested_rows: ClassVar[dict[str, tuple[str, ...]]] = {
        "associated_authorities": ("authority",),
        "partners": ("role", "actor"),
        "solutions": ("solution",),
        "assessments": ("kind",),
    }
    subroutes = {
        **CitablePage.subroutes,
        **AnnexedPage.annex_subroutes,
        **ChronicledPage.history_subroutes,
        "fiche.pdf": "serve_pdf",
    }
    restricted_fields = ("no_known_failure",)

    # En bref
    summary = models.TextField(
        "résumé",
        validators=[MaxLengthValidator(400)],
        help_text="Deux à quatre phrases, 400 caractères au plus : qui, quoi, pour quel résultat.",
    )
    theme = term(
        Theme,
        "thématique principale",
        required=True,
        help_text="Celle où un lecteur chercherait d’abord. Ex. : « Mobilités » pour des feux de carrefour adaptatifs.",
    )
    secondary_themes = ParentalManyToManyField(
        Theme,
        verbose_name="thématiques secondaires",
        blank=True,
        related_name="+",
        help_text="Deux au plus, sans répéter la principale.",
    )
    authority = models.ForeignKey(
        LocalAuthority,
        verbose_name="collectivité porteuse",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Se cherche par nom, sigle, code COG ou SIREN. Ex. : Sicoval, 35238, 243500139.",
    )
    audiences = ParentalManyToManyField(
        Audience,
        verbose_name="cibles",
        related_name="+",
        help_text="Qui s’en sert ou en bénéficie. Ex. : agents et communes partenaires pour PrevizO.",
    )
    maturity = term(
        Maturity,
        "maturité",
        required=True,
        help_text="Degré atteint aujourd’hui. Ex. : « Expérimentation » tant que seule une zone du réseau est testée.",
    )
    started = PartialDateField("début", help_text="Année, mois/année ou jour/mois/année. Ex. : 2024.")
    in_service = PartialDateField("mise en service", help_text="Premier jour d’usage réel. Ex. : 10/2024.")
    ended = PartialDateField("fin", help_text="Si le projet est terminé ou arrêté. Ex. : 13/03/2025.")
    illustration = models.ForeignKey(
        "core.SiteImage",
        verbose_name="illustration",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="L’outil ou le terrain, plutôt qu’une image de robot.",
    )
    illustration_alt = models.CharField(
        "alternative textuelle",
        max_length=250,
        blank=True,
        help_text="Ce que l’image apprend ; vide si elle est décorative.",
    )

    # Récit
    need = rich_text(
        "besoin et objectifs",
        "Le problème à résoudre, pour qui. Ex. : répondre aux appels hors des heures d’ouverture.",
    )
    deployment = rich_text(  # not `method`: the editor's script would take the field for that of its form
        "méthode déployée",
        "Étapes, essais, conduite du changement. Ex. : une demi-journée par semaine, puis les matinées, puis toujours.",
    )
    lessons = rich_text(
        "ce qui a marché, conditions de réplication",
        "Ce qu’il faut réunir pour refaire. Ex. : la capacité de réparer avant de lancer une campagne de détection.",
    )
    work_effects = rich_text(
        "effets sur les métiers et l’organisation",
        "Ce qui change pour les agents. Ex. : les téléconseillers n’ont plus les questions répétitives.",
    )
    human_oversight = rich_text(
        "contrôle humain et recours",
        "Qui vérifie, qui corrige, comment contester. Ex. : passage simple vers un conseiller humain.",
    )
    editorial_note = models.TextField(
        "réserves de la rédaction",
        blank=True,
        help_text="Publiées : ce qui est déduit ou incertain. Ex. : « L’année de lancement n’est pas connue. »",
    )

    # Moyens
    staff_fte = models.DecimalField(
        "équivalents temps plein",
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="Temps passé par les agents sur le projet. Ex. : 0,5 pour un mi-temps.",
    )
    duration_months = models.PositiveSmallIntegerField(
        "durée du projet", null=True, blank=True, help_text="En mois, de la décision à la mise en service."
    )
    investment_cost = models.PositiveBigIntegerField(
        "coût d’investissement",
        null=True,
        blank=True,
        help_text="En euros, sans espace. Ex. : 45000 pour C’lia (Chartres).",
    )
    yearly_cost = models.PositiveBigIntegerField(
        "coût annuel", null=True, blank=True, help_text="En euros par an : licences, hébergement, maintenance."
    )
    cost_year = models.PositiveSmallIntegerField(
        "année du coût", null=True, blank=True, help_text="Année où ces montants ont été constatés ou annoncés."
    )
    cost_note = models.CharField(
        "précision sur le coût",
        max_length=255,
        blank=True,
        help_text="Ex. : « Rémunération au résultat, montant non publié ».",
    )
    solution = models.CharField(
        "solution",
        max_length=200,
        blank=True,
        help_text="Nom du logiciel. Ex. : « Leakmited », « Développement interne ».",
    )
    procurement = term(ProcurementMode, "mode d’obtention", help_text="Comment la collectivité s’est procuré l’outil.")

    # Technique et données
    techniques = ParentalManyToManyField(
        Technique,
        verbose_name="techniques",
        blank=True,
        related_name="+",
        help_text="Toutes celles dont le rôle est établi. Ex. : vocal et IA générative pour C’lia (Chartres).",
    )
    personal_data = models.CharField(
        "données personnelles",
        max_length=12,
        choices=YesNo.choices,
        blank=True,
        help_text="L’outil traite-t-il des données qui permettent d’identifier une personne, même indirectement ? "
        "Ex. : visages et plaques sur des photos d’habitants.",
    )
    hosting = term(HostingLocation, "hébergement", help_text="Où se trouvent les données et le modèle.")
    secnumcloud = models.CharField(
        "hébergement SecNumCloud",
        max_length=12,
        choices=YesNo.choices,
        blank=True,
        help_text="L’hébergeur est-il qualifié SecNumCloud ?",
    )
    foreign_law = models.CharField(
        "éditeur soumis à un droit hors UE",
        max_length=12,
        choices=YesNo.choices,
        blank=True,
        help_text="Un État hors de l’Union européenne peut-il exiger de l’éditeur l’accès aux données ?",
    )
    code_url = models.URLField(
        "code source", max_length=500, blank=True, help_text="Adresse du dépôt public, s’il existe."
    )
    licence = models.CharField(
        "licence du code", max_length=60, blank=True, help_text="Identifiant SPDX : EUPL-1.2, MIT…"
    )
    reusable_model = models.CharField(
        "modèle réutilisable",
        max_length=12,
        choices=YesNo.choices,
        blank=True,
        help_text="Une autre collectivité peut-elle reprendre le modèle entraîné ?",
    )

    # Cadre juridique
    automation = term(
        AutomationLevel, "décision individuelle", help_text="Part de l’outil dans une décision sur une personne."
    )
    decisions_per_year = models.PositiveIntegerField(
        "décisions par an", null=True, blank=True, help_text="Ordre de grandeur, si une décision est concernée."
    )
    decision_scope = models.CharField(
        "portée des décisions",
        max_length=10,
        choices=DecisionScope.choices,
        blank=True,
        help_text="Interne : sur des agents. Externe : sur des usagers.",
    )
    legal_basis = models.CharField(
        "base légale", max_length=255, blank=True, help_text="Texte ou délibération qui fonde la décision."
    )
    notice_url = models.URLField(
        "mention explicite", max_length=500, blank=True, help_text="Adresse de la mention aux usagers."
    )
    ai_act = term(
        AiActLevel, "niveau AI Act", help_text="« À déterminer » tant que l’analyse n’est pas faite : ne pas deviner."
    )
    ai_act_reason = models.TextField(
        "justification du niveau", blank=True, help_text="Une ou deux phrases, avec l’auteur de l’analyse."
    )

    # Suivi
    public_contact_email = models.EmailField(
        "courriel générique public", blank=True, help_text="Jamais celui d’une personne."
    )
    public_contact_url = models.URLField(
        "page de contact public", max_length=500, blank=True, help_text="Formulaire ou page de contact du service."
    )
    origin_url = models.URLField(
        "fiche d’origine", max_length=500, blank=True, help_text="Ex. : la page de Numérique360."
    )
    origin_id = models.CharField(
        "identifiant d’origine", max_length=80, blank=True, help_text="Numéro de la fiche sur la plateforme d’origine."
    )
    cited_in_library = models.BooleanField(
        "citée dans la bibliothèque de mars 2025", default=False, help_text="Une source publique l’y situe."
    )
    no_known_failure = models.BooleanField(
        "aucun ratage connu", default=False, help_text="Dit aux membres que la collectivité n’en connaît aucun."
    )
    not_disclosed = models.JSONField("non communiqué", default=list, blank=True)

    edit_handler = use_case_edit_handler()

    class Meta:
        verbose_name = "fiche cas d’usage"
        verbose_name_plural = "fiches cas d’usage"

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.summary

    @property
    def shared_image(self) -> SiteImage | None:
        return super().shared_image or self.illustration

    @property
    def cited_authorities(self) -> list[str]:
        bearing = [self.authority.name] if self.authority else []
        return [*bearing, *(row.authority.name for row in self.associated_authorities.all())]

    def bearing_authorities(self) -> set[int]:
        associated = {row.authority_id for row in self.associated_authorities.all()}
        return associated | {self.authority_id} if self.authority_id else associated

    @classmethod
    def read(cls, pk: int) -> "UseCasePage":
        return page_rows.read(cls, pk, JOINED)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context, version = super().get_context(request, *args, **kwargs), version_for(request)
        keywords, most = tags_of(self), most_neighbours(self, context["mentions"])
        similar = similar_to(self, version, most)
        return {
            **context,
            "steps": maturity_scale.steps(self.maturity, version),
            "similar": similar,
            "twins": twins_of(self, similar, version, most),
            "comparison_url": comparison_address([self.slug]),
            "similar_comparison_url": comparison_address([self.slug, *(item.result.slug for item in similar)]),
            "not_disclosed": completeness.not_disclosed_answers(self),
            "missing": completeness.missing_answers(self),
            "keywords": keywords,
            "structured_data": use_case_data(self, keywords, request.build_absolute_uri(request.path)),
        }

    def search_documents(self) -> Iterator[SearchDocument]:
        yield documents.use_case_document(self)
