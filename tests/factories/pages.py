from typing import Any

import factory
import wagtail_factories
from django.db import transaction
from django.utils.text import slugify

from home.models import HomePage, ManifestoChapterPage, ManifestoPage, Principle, StandardPage
from library_pages.models import (
    CharterAuthority,
    CharterClause,
    CharterIndexPage,
    CharterPage,
    CharterSource,
    LibraryIndexPage,
    Source,
    UseCasePage,
)
from tests.factories.terms import (
    AudienceFactory,
    CharterNatureFactory,
    CharterStateFactory,
    MaturityFactory,
    ThemeFactory,
)
from tests.factories.territories import LocalAuthorityFactory


class PageFactory(wagtail_factories.PageFactory):
    """Each page is made in one transaction, as when an editor saves it."""

    slug = factory.LazyAttribute(lambda page: slugify(page.title))

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super()._create(*args, **kwargs)


class HomePageFactory(PageFactory):
    title = "Accueil"
    headline = "Ce que les territoires font de l’IA"
    introduction = "Des collectivités mettent en commun leurs cas d’usage."

    class Meta:
        model = HomePage


class LibraryIndexPageFactory(PageFactory):
    title = "Bibliothèque"
    slug = "bibliotheque"

    class Meta:
        model = LibraryIndexPage


class StandardPageFactory(PageFactory):
    title = factory.Sequence(lambda n: f"Page simple {n}")

    class Meta:
        model = StandardPage


class UseCasePageFactory(PageFactory):
    """A publishable fiche, one source included; relations are given whole: `audiences=[…]`, `tags=["eau"]`."""

    title = factory.Sequence(lambda n: f"Fiche numéro {n}")
    summary = "Un outil essayé par une collectivité."
    theme = factory.SubFactory(ThemeFactory)
    authority = factory.SubFactory(LocalAuthorityFactory)
    maturity = factory.SubFactory(MaturityFactory)

    class Meta:
        model = UseCasePage

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Any, kwargs: dict[str, Any]) -> UseCasePage:
        relations = {
            name: kwargs.pop(name) for name in ("audiences", "secondary_themes", "techniques", "tags") if name in kwargs
        }
        page = super()._create_instance(model_class, parent, kwargs)
        page.audiences = relations.get("audiences", [AudienceFactory(slug="citoyens", label="Citoyens")])
        page.secondary_themes = relations.get("secondary_themes", [])
        page.techniques = relations.get("techniques", [])
        page.tags.add(*relations.get("tags", []))
        page.sources = [Source(title="Présentation du 11 février 2025")]
        page.save()
        return page


class CharterIndexPageFactory(PageFactory):
    title = "Chartes et stratégies"
    slug = "chartes"

    class Meta:
        model = CharterIndexPage


class CharterPageFactory(PageFactory):
    """A publishable charter, one source included: `authorities=[…]`, `domains=[…]`, `clauses=[…]`, `tags=[…]`."""

    title = factory.Sequence(lambda n: f"Charte numéro {n}")
    summary = "Un texte qu’une collectivité se donne."
    nature = factory.SubFactory(CharterNatureFactory)
    state = factory.SubFactory(CharterStateFactory)

    class Meta:
        model = CharterPage

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Any, kwargs: dict[str, Any]) -> CharterPage:
        authorities = kwargs.pop("authorities", None) or [LocalAuthorityFactory()]
        domains, clauses, tags = (kwargs.pop(name, []) for name in ("domains", "clauses", "tags"))
        page = super()._create_instance(model_class, parent, kwargs)
        page.authorities = [CharterAuthority(authority=authority) for authority in authorities]
        page.domains = domains
        page.clauses = [text if isinstance(text, CharterClause) else CharterClause(text=text) for text in clauses]
        page.tags.add(*tags)
        page.sources = [CharterSource(title="Présentation du 11 février 2025")]
        page.save()
        return page


class ManifestoPageFactory(PageFactory):
    title = "Manifeste"
    slug = "manifeste"
    document_title = "Manifeste pour une IA responsable"
    introduction = "Une doctrine commune."
    sources = [("source", {"title": "Communiqué du 13 mars 2025", "url": ""})]

    class Meta:
        model = ManifestoPage


class ManifestoChapterPageFactory(PageFactory):
    """A chapter with as many principles as there are statements: `statements=["…"]` makes S-1."""

    title = factory.Sequence(lambda n: f"Axe numéro {n}")
    code = "S"
    definition = "garantir une IA équitable."
    definition_source = "Article de Localtis sur le manifeste"

    class Meta:
        model = ManifestoChapterPage

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Any, kwargs: dict[str, Any]) -> ManifestoChapterPage:
        statements = kwargs.pop("statements", ["garantir une IA équitable"])
        page = super()._create_instance(model_class, parent, kwargs)
        page.principles = [
            Principle(code=f"{page.code}-{rank}", statement=text) for rank, text in enumerate(statements, 1)
        ]
        page.save()
        return page
