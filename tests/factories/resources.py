from typing import Any

import factory

from cms.taxonomy.models import ResourceType
from library_pages.models import ResourceIndexPage, ResourcePage, ResourceProducer, ResourceSource
from tests.factories.pages import PageFactory


class ResourceTypeFactory(factory.django.DjangoModelFactory):
    label = "Jeu"
    slug = "jeu"

    class Meta:
        model = ResourceType
        django_get_or_create = ("slug",)


class ResourceIndexPageFactory(PageFactory):
    title = "Ressources"
    slug = "ressources"

    class Meta:
        model = ResourceIndexPage


class ResourcePageFactory(PageFactory):
    """A publishable card of which nothing more is known; `producers=["Latitudes"]` names who made it."""

    title = factory.Sequence(lambda n: f"Ressource numéro {n}")
    description = "Un jeu pour en parler."

    class Meta:
        model = ResourcePage

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Any, kwargs: dict[str, Any]) -> ResourcePage:
        producers = kwargs.pop("producers", [])
        page = super()._create_instance(model_class, parent, kwargs)
        page.producers = [ResourceProducer(name=name) for name in producers]
        page.sources = [ResourceSource(title="Présentation du 11 février 2025")]
        page.save()
        return page
