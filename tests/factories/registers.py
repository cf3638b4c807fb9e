import factory
from factory.django import DjangoModelFactory

from cms.taxonomy.models import ActorNature
from library_pages.models import Actor, Solution
from tests.factories.terms import TermFactory


class ActorNatureFactory(TermFactory):
    slug = "entreprise"

    class Meta:
        model = ActorNature


class ActorFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Acteur numéro {n}")
    slug = factory.Sequence(lambda n: f"acteur-{n}")

    class Meta:
        model = Actor
        django_get_or_create = ("slug",)


class SolutionFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Solution numéro {n}")
    slug = factory.Sequence(lambda n: f"solution-{n}")

    class Meta:
        model = Solution
        django_get_or_create = ("slug",)
