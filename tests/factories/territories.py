import factory
from factory.django import DjangoModelFactory

from cms.territories.models import Department, LocalAuthority, Region
from tests.factories.terms import AuthorityTypeFactory


class RegionFactory(DjangoModelFactory):
    code = "76"
    name = "Occitanie"
    slug = "occitanie"

    class Meta:
        model = Region
        django_get_or_create = ("code",)


class DepartmentFactory(DjangoModelFactory):
    code = "31"
    name = "Haute-Garonne"
    region = factory.SubFactory(RegionFactory)

    class Meta:
        model = Department
        django_get_or_create = ("code",)


class LocalAuthorityFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Ville numéro {n}")
    slug = factory.Sequence(lambda n: f"ville-{n}")
    authority_type = factory.SubFactory(AuthorityTypeFactory)
    department = factory.SubFactory(DepartmentFactory)
    region = factory.SelfAttribute("department.region")

    class Meta:
        model = LocalAuthority
        django_get_or_create = ("slug",)
