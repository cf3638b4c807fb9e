import factory
from factory.django import DjangoModelFactory

from cms.taxonomy.models import (
    Audience,
    AuthorityType,
    CharterDomain,
    CharterNature,
    CharterState,
    Maturity,
    Technique,
    Theme,
)


class TermFactory(DjangoModelFactory):
    """Same slug twice gives the same term."""

    label = factory.LazyAttribute(lambda term: term.slug.replace("-", " ").capitalize())
    order = factory.Sequence(lambda n: n % 1000)

    class Meta:
        abstract = True
        django_get_or_create = ("slug",)


class ThemeFactory(TermFactory):
    slug = factory.Sequence(lambda n: f"theme-{n}")

    class Meta:
        model = Theme


class AudienceFactory(TermFactory):
    slug = factory.Sequence(lambda n: f"cible-{n}")

    class Meta:
        model = Audience


class MaturityFactory(TermFactory):
    slug = factory.Sequence(lambda n: f"maturite-{n}")

    class Meta:
        model = Maturity


class TechniqueFactory(TermFactory):
    slug = factory.Sequence(lambda n: f"technique-{n}")
    family = Technique.Family.PREDICTION

    class Meta:
        model = Technique


class AuthorityTypeFactory(TermFactory):
    slug = "commune"
    group = AuthorityType.Group.COMMUNES

    class Meta:
        model = AuthorityType


class CharterNatureFactory(TermFactory):
    slug = "charte"

    class Meta:
        model = CharterNature


class CharterDomainFactory(TermFactory):
    slug = factory.Sequence(lambda n: f"domaine-{n}")

    class Meta:
        model = CharterDomain


class CharterStateFactory(TermFactory):
    slug = "en-preparation"

    class Meta:
        model = CharterState
