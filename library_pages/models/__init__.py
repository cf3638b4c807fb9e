from library_pages.models.actor import Actor
from library_pages.models.annex_records import AnnexRead, ContactPause, ExchangeRequest
from library_pages.models.annexes import CharterContact, Failure, UseCaseContact
from library_pages.models.cartography_index import ActorIndexPage, SolutionIndexPage
from library_pages.models.charter import CharterPage
from library_pages.models.charter_rows import CharterAuthority, CharterDocument, CharterReview, CharterSource
from library_pages.models.clauses import CharterClause
from library_pages.models.contribution import Contribution
from library_pages.models.identified import IdentifierCounter
from library_pages.models.index import CharterIndexPage, LibraryIndexPage, ResourceIndexPage
from library_pages.models.link_check import LinkCheck, LinkState
from library_pages.models.resource import ResourcePage
from library_pages.models.resource_rows import ResourceProducer, ResourceReuse, ResourceSource
from library_pages.models.rows import (
    Assessment,
    AssociatedAuthority,
    Benefit,
    Dataset,
    Funding,
    Partner,
    Result,
    Risk,
    SobrietyMeasure,
    Source,
    UseCaseSolution,
    VigilancePoint,
)
from library_pages.models.solution import Solution
from library_pages.models.use_case import UseCasePage
from library_pages.models.voices import Presenter, Quotation

__all__ = [
    "Actor",
    "ActorIndexPage",
    "AnnexRead",
    "Assessment",
    "AssociatedAuthority",
    "Benefit",
    "CharterAuthority",
    "CharterClause",
    "CharterContact",
    "CharterDocument",
    "CharterIndexPage",
    "CharterPage",
    "CharterReview",
    "CharterSource",
    "ContactPause",
    "Contribution",
    "Dataset",
    "ExchangeRequest",
    "Failure",
    "Funding",
    "IdentifierCounter",
    "LibraryIndexPage",
    "LinkCheck",
    "LinkState",
    "Partner",
    "Presenter",
    "Quotation",
    "ResourceIndexPage",
    "ResourcePage",
    "ResourceProducer",
    "ResourceReuse",
    "ResourceSource",
    "Result",
    "Risk",
    "SobrietyMeasure",
    "Solution",
    "SolutionIndexPage",
    "Source",
    "UseCaseContact",
    "UseCasePage",
    "UseCaseSolution",
    "VigilancePoint",
]
