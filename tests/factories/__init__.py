"""The one way tests make content: small, valid, named in French like the real thing."""

from tests.factories.pages import HomePageFactory, LibraryIndexPageFactory, StandardPageFactory, UseCasePageFactory
from tests.factories.terms import (
    AudienceFactory,
    AuthorityTypeFactory,
    MaturityFactory,
    TechniqueFactory,
    ThemeFactory,
)
from tests.factories.territories import DepartmentFactory, LocalAuthorityFactory, RegionFactory

__all__ = [
    "AudienceFactory",
    "AuthorityTypeFactory",
    "DepartmentFactory",
    "HomePageFactory",
    "LibraryIndexPageFactory",
    "LocalAuthorityFactory",
    "MaturityFactory",
    "RegionFactory",
    "StandardPageFactory",
    "TechniqueFactory",
    "ThemeFactory",
    "UseCasePageFactory",
]
