"""A resource that others made and that territories share. Section C6 of the content schema."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models
from modelcluster.fields import ParentalManyToManyField

from cms.core.content_version import version_for
from cms.core.models import BasePage
from cms.core.models.fields import term
from cms.taxonomy.models import (
    AssociatedPublic,
    ResourceLanguage,
    ResourceLevel,
    ResourcePrice,
    ResourceStage,
    ResourceType,
)
from cms.workflow import page_rows
from cms.workflow.pages import ReviewedPage
from library_pages import resource_documents
from library_pages.forms import ResourceForm
from library_pages.links.state import dead_since
from library_pages.resource_panels import resource_edit_handler
from library_pages.resource_questions import QUESTIONS, gaps
from search.catalogue import catalogue
from search.documents import SearchDocument, tags_of


class ResourcePage(ReviewedPage, BasePage):
    """The card of a resource; three answers block publication, the others may be unknown and are shown as such."""

    parent_page_types: ClassVar[list[str]] = ["library_pages.ResourceIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/library_pages/resource_page.html"
    base_form_class = ResourceForm
    search_relations: ClassVar[tuple[str, ...]] = resource_documents.RELATIONS
    questions = QUESTIONS
    nested_rows: ClassVar[dict[str, tuple[str, ...]]] = {"producers": ("actor",), "reuses": ("authority",)}

    description = models.TextField(
        "description",
        validators=[MaxLengthValidator(600)],
        help_text="Ce que c’est, pour quoi faire ; 600 caractères au plus.",
    )
    resource_type = term(ResourceType, "type", help_text="Seulement si la source le dit. Ex. : « Jeu ».")
    link = models.URLField(
        "lien", max_length=500, blank=True, help_text="Contrôlé chaque semaine ; un lien mort n’est plus montré."
    )
    truncated_link = models.CharField(
        "adresse tronquée",
        max_length=255,
        blank=True,
        help_text="Telle que la source la coupe ; jamais donnée comme lien. Vide dès que le lien entier est connu.",
    )
    audiences = ParentalManyToManyField(
        AssociatedPublic,
        verbose_name="publics visés",
        blank=True,
        related_name="+",
        help_text="Ceux que la ressource nomme.",
    )
    level = models.CharField("niveau", max_length=14, choices=ResourceLevel.choices, blank=True)
    duration = models.CharField("durée", max_length=60, blank=True, help_text="Ex. : « 6 heures », « une soirée ».")
    price = models.CharField("prix", max_length=8, choices=ResourcePrice.choices, blank=True)
    language = models.CharField("langue", max_length=4, choices=ResourceLanguage.choices, blank=True)
    stage = models.CharField(
        "étape",
        max_length=12,
        choices=ResourceStage.choices,
        blank=True,
        help_text="À quoi elle sert d’abord : s’informer, s’engager ou documenter.",
    )
    licence = models.CharField(
        "licence", max_length=60, blank=True, help_text="Ce que la ressource autorise. Ex. : « CC BY-SA 4.0 »."
    )
    editorial_note = models.TextField(
        "réserves de la rédaction",
        blank=True,
        help_text="Publiées : ce qui est tronqué ou incertain. Ex. : « Titre tronqué dans la source. »",
    )
    not_disclosed = models.JSONField("non communiqué", default=list, blank=True)

    edit_handler = resource_edit_handler()

    class Meta:
        verbose_name = "ressource"

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.description

    @classmethod
    def read(cls, pk: int) -> "ResourcePage":
        return page_rows.read(cls, pk, ("resource_type", "content_owner"))

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        keywords = tags_of(self)
        return {
            **super().get_context(request, *args, **kwargs),
            "public_actors": catalogue(version_for(request)).vocabularies["acteur"],
            "dead_since": dead_since(self),
            "keywords": keywords,
            "gaps": gaps(self),
            "structured_data": resource_documents.structured_data(self, request.build_absolute_uri(request.path)),
        }

    def search_documents(self) -> Iterator[SearchDocument]:
        yield resource_documents.resource_document(self)
