from cms.taxonomy.models.tags import Tag, TaggedPage
from cms.taxonomy.models.terms import Term
from cms.taxonomy.models.vocabularies import (
    AiActLevel,
    AssessmentType,
    Audience,
    AuthorityType,
    AutomationLevel,
    HostingLocation,
    Maturity,
    PartnerRole,
    ProcurementMode,
    Technique,
    Theme,
)

VOCABULARIES: tuple[type[Term], ...] = (
    Theme,
    Audience,
    Maturity,
    Technique,
    AuthorityType,
    ProcurementMode,
    PartnerRole,
    AutomationLevel,
    AiActLevel,
    HostingLocation,
    AssessmentType,
)

__all__ = [
    "VOCABULARIES",
    "AiActLevel",
    "AssessmentType",
    "Audience",
    "AuthorityType",
    "AutomationLevel",
    "HostingLocation",
    "Maturity",
    "PartnerRole",
    "ProcurementMode",
    "Tag",
    "TaggedPage",
    "Technique",
    "Term",
    "Theme",
]
