from home.models.chapter import ManifestoChapterPage
from home.models.home import HomePage
from home.models.information import (
    AccessibilityPage,
    ContactPage,
    EcodesignPage,
    LegalNoticePage,
    PersonalDataPage,
)
from home.models.manifesto import ManifestoPage
from home.models.principle import Principle
from home.models.selection import SelectionPage, SelectionPin
from home.models.standard import StandardPage

__all__ = [
    "AccessibilityPage",
    "ContactPage",
    "EcodesignPage",
    "HomePage",
    "LegalNoticePage",
    "ManifestoChapterPage",
    "ManifestoPage",
    "PersonalDataPage",
    "Principle",
    "SelectionPage",
    "SelectionPin",
    "StandardPage",
]
