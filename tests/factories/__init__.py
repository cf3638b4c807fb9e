"""The one way tests make content: small, valid, named in French like the real thing."""

from tests.factories.pages import (
    CharterIndexPageFactory,
    CharterPageFactory,
    HomePageFactory,
    LibraryIndexPageFactory,
    ManifestoChapterPageFactory,
    ManifestoPageFactory,
    StandardPageFactory,
    UseCasePageFactory,
)
from tests.factories.registers import ActorFactory, ActorNatureFactory, SolutionFactory
from tests.factories.review import approve, approve_submitted, publish
from tests.factories.terms import (
    AudienceFactory,
    AuthorityTypeFactory,
    CharterDomainFactory,
    CharterNatureFactory,
    CharterStateFactory,
    MaturityFactory,
    TechniqueFactory,
    ThemeFactory,
)
from tests.factories.territories import DepartmentFactory, LocalAuthorityFactory, RegionFactory

__all__ = [
    "ActorFactory",
    "ActorNatureFactory",
    "AudienceFactory",
    "AuthorityTypeFactory",
    "CharterDomainFactory",
    "CharterIndexPageFactory",
    "CharterNatureFactory",
    "CharterPageFactory",
    "CharterStateFactory",
    "DepartmentFactory",
    "HomePageFactory",
    "LibraryIndexPageFactory",
    "LocalAuthorityFactory",
    "ManifestoChapterPageFactory",
    "ManifestoPageFactory",
    "MaturityFactory",
    "RegionFactory",
    "SolutionFactory",
    "StandardPageFactory",
    "TechniqueFactory",
    "ThemeFactory",
    "UseCasePageFactory",
    "approve",
    "approve_submitted",
    "publish",
]
