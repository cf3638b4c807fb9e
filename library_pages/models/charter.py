"""The notice of a charter or a strategy. Fields follow section C2 of the content schema."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models
from modelcluster.fields import ParentalManyToManyField

from cms.core.content_version import version_for
from cms.core.models import BasePage
from cms.core.models.fields import rich_text, term
from cms.core.partial_dates import PartialDateField
from cms.core.row_pages import row_page
from cms.taxonomy.models import CharterDomain, CharterNature, CharterState
from cms.territories.models import LocalAuthority
from cms.workflow import page_rows
from cms.workflow.pages import ReviewedPage
from library_pages import charter_documents, completeness
from library_pages.charter_panels import charter_edit_handler
from library_pages.charter_questions import QUESTIONS
from library_pages.cross_reading.reading import address_of, read_clauses
from library_pages.forms import CharterForm
from library_pages.models.annexed import AnnexedPage
from library_pages.models.chronicled import ChronicledPage
from library_pages.models.citable import CitablePage
from library_pages.models.clauses import ROOM, ClausedPage
from library_pages.neighbours import neighbours_of
from library_pages.structured_data import charter_data
from search.documents import SearchDocument, tags_of

MASCULINE = {"cadre", "guide", "rapport"}
"""Slugs of the natures that are masculine in French; the labels of states are worded for « une charte »."""


class ReuseLicence(models.TextChoices):
    """Under what conditions another authority may take up the text (SPDX identifiers)."""

    ETALAB = "etalab-2.0", "Licence Ouverte 2.0"
    CC0 = "CC0-1.0", "CC0 1.0"
    CC_BY = "CC-BY-4.0", "CC BY 4.0"
    CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
    RESERVED = "reserves", "Tous droits réservés"


class CharterPage(ClausedPage, ReviewedPage, CitablePage, ChronicledPage, AnnexedPage, BasePage):
    """A text that authorities gave themselves; four answers block publication, the others may be « non communiqué »."""

    parent_page_types: ClassVar[list[str]] = ["library_pages.CharterIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/library_pages/charter_page.html"
    base_form_class = CharterForm
    search_relations: ClassVar[tuple[str, ...]] = charter_documents.RELATIONS
    questions = QUESTIONS
    cited_as = "Notice"
    nested_rows: ClassVar[dict[str, tuple[str, ...]]] = {"documents": ("document",)}
    subroutes = {**CitablePage.subroutes, **AnnexedPage.annex_subroutes, **ChronicledPage.history_subroutes}

    # En bref
    summary = models.TextField(
        "résumé",
        validators=[MaxLengthValidator(400)],
        help_text="Deux à quatre phrases, 400 caractères au plus : qui, ce que le texte pose, comment il est né.",
    )
    without_authority = models.BooleanField(
        "texte qui n’engage aucune collectivité",
        default=False,
        help_text="Ex. : le guide d’un réseau national. La collectivité n’est alors pas demandée.",
    )
    nature = term(CharterNature, "nature", help_text="Ex. : « Doctrine » pour une grille de critères.")
    domains = ParentalManyToManyField(
        CharterDomain,
        verbose_name="domaines",
        blank=True,
        related_name="+",
        help_text="Ce dont le texte traite lui-même. Ex. : données et IA pour une charte commune aux deux.",
    )
    state = term(CharterState, "état", help_text="Où en est le texte aujourd’hui. Ex. : « En préparation ».")
    adopted = PartialDateField(
        "date d’adoption ou de publication", help_text="Aussi précise que la source. Ex. : 2024, 10/2024, 27/06/2025."
    )
    deliberation_number = models.CharField(
        "numéro de délibération", max_length=60, blank=True, help_text="Tel que l’assemblée l’a donné."
    )
    deliberation_url = models.URLField(
        "adresse de la délibération", max_length=500, blank=True, help_text="Page ou fichier de la collectivité."
    )

    # Le texte
    official_url = models.URLField(
        "page officielle", max_length=500, blank=True, help_text="Où la collectivité publie le texte elle-même."
    )
    reuse_licence = models.CharField(
        "licence de réutilisation",
        max_length=12,
        choices=ReuseLicence.choices,
        blank=True,
        help_text="Ce que le texte autorise ; vide s’il ne le dit pas.",
    )
    version = models.CharField(
        "version", max_length=40, blank=True, help_text="Ex. : « 2 », « révision de juin 2025 »."
    )
    replaces = models.ForeignKey(
        "self",
        verbose_name="remplace",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Le texte que celui-ci révise ou abroge ; le lien inverse se fait seul.",
    )
    governance = rich_text(
        "gouvernance et suivi", "Qui veille à l’application, comment, à quel rythme. Ex. : un comité, un bilan annuel."
    )
    editorial_note = models.TextField(
        "réserves de la rédaction",
        blank=True,
        help_text="Publiées : ce qui est déduit, tronqué ou incertain. Ex. : « Adoption déduite. »",
    )
    not_disclosed = models.JSONField("non communiqué", default=list, blank=True)

    edit_handler = charter_edit_handler()

    class Meta:
        verbose_name = "charte ou stratégie"
        verbose_name_plural = "chartes et stratégies"

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.summary

    def bearing_authorities(self) -> set[int]:
        return {row.authority_id for row in self.authorities.all()}

    @property
    def cited_authorities(self) -> list[str]:
        return [row.authority.name for row in self.authorities.all()]

    @property
    def agreed_state(self) -> str:
        """The state as it follows the nature: « guide publié », « charte publiée »; empty when unknown."""
        label = self.state.label.lower() if self.state else ""
        masculine = self.nature and self.nature.slug in MASCULINE and label.endswith("ée")
        return label.removesuffix("e") if masculine else label

    @classmethod
    def read(cls, pk: int) -> "CharterPage":
        page: CharterPage = page_rows.read(cls, pk, ("nature", "state", "content_owner"))
        rows = page.authorities.all()
        found = LocalAuthority.objects.select_related("authority_type", "department", "region").in_bulk(
            [row.authority_id for row in rows]
        )
        for row in rows:
            row.authority = found[row.authority_id]
        return page

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from library_pages.cross_reading.matrix import matrix  # noqa: PLC0415  # it knows the models
        from library_pages.cross_reading.wording import shared_clauses  # noqa: PLC0415  # it knows the models

        keywords = tags_of(self)
        return {
            **super().get_context(request, *args, **kwargs),
            "row_page": row_page(request, read_clauses(self.clauses.all(), version_for(request)), ROOM),
            "shared_clauses": shared_clauses(self, version_for(request)),
            "cross_reading_url": address_of(self) if matrix(version_for(request)).named([self.slug]) else "",
            "neighbours": neighbours_of(self, version_for(request)),
            "not_disclosed": completeness.not_disclosed_answers(self),
            "missing": completeness.missing_answers(self),
            "keywords": keywords,
            "structured_data": charter_data(self, keywords, request.build_absolute_uri(request.path)),
        }

    def search_documents(self) -> Iterator[SearchDocument]:
        yield charter_documents.charter_document(self)
