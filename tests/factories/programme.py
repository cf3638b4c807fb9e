"""Pages of the programme: plan, publications, news, people."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from cms.territories.models import Person, PersonFunction
from home import models
from tests.factories.pages import PageFactory


class PersonFactory(DjangoModelFactory):
    """With one function; `authority` is where it is held."""

    name = factory.Sequence(lambda n: f"Personne {n}")
    slug = factory.Sequence(lambda n: f"personne-{n}")

    class Meta:
        model = Person
        django_get_or_create = ("slug",)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Person:
        authority, function = kwargs.pop("authority", None), kwargs.pop("function", "Adjointe au maire")
        person: Person = super()._create(model_class, *args, **kwargs)
        person.functions = [PersonFunction(function=function, authority=authority, source="Communiqué")]
        person.save()
        return person


class SourcedPageFactory(PageFactory):
    """With one source; rows are given whole: `figures=[…]`."""

    summary = "Ce qu’il faut savoir."

    class Meta:
        abstract = True

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Any, kwargs: dict[str, Any]) -> Any:
        names = {relation.get_accessor_name() for relation in model_class._meta.related_objects} & kwargs.keys()
        rows = {name: kwargs.pop(name) for name in names}
        page = super()._create_instance(model_class, parent, kwargs)
        source = model_class.sources.rel.related_model
        for name, some in {"sources": [source(title="Communiqué du 13 mars 2025")], **rows}.items():
            setattr(page, name, some)
        page.save()
        return page


class NewsIndexPageFactory(PageFactory):
    title = "Actualités"

    class Meta:
        model = models.NewsIndexPage


class NewsReleasePageFactory(SourcedPageFactory):
    title = factory.Sequence(lambda n: f"Communiqué {n}")
    released = "2025-03-13"

    class Meta:
        model = models.NewsReleasePage


class EventPageFactory(SourcedPageFactory):
    title = factory.Sequence(lambda n: f"Rencontre {n}")

    class Meta:
        model = models.EventPage


class PublicationIndexPageFactory(PageFactory):
    title = "Publications"

    class Meta:
        model = models.PublicationIndexPage


class PublicationPageFactory(SourcedPageFactory):
    title = factory.Sequence(lambda n: f"Étude {n}")

    class Meta:
        model = models.PublicationPage


class ActionPlanPageFactory(SourcedPageFactory):
    title = "Plan d’action"
    slug = "plan-d-action"
    document_title = "Les intelligences associées des territoires"

    class Meta:
        model = models.ActionPlanPage


class PeoplePageFactory(SourcedPageFactory):
    """`people=[…]`: rows of the register."""

    title = "Élus"

    class Meta:
        model = models.PeoplePage
