from library_pages.models.index import LibraryIndexPage
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
    VigilancePoint,
)
from library_pages.models.use_case import UseCasePage

__all__ = [
    "Assessment",
    "AssociatedAuthority",
    "Benefit",
    "Dataset",
    "Funding",
    "LibraryIndexPage",
    "Partner",
    "Result",
    "Risk",
    "SobrietyMeasure",
    "Source",
    "UseCasePage",
    "VigilancePoint",
]
