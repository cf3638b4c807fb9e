from home.models.home import HomePage
from home.models.information import (
    AccessibilityPage,
    ContactPage,
    EcodesignPage,
    LegalNoticePage,
    PersonalDataPage,
)
from home.models.standard import StandardPage

__all__ = [
    "AccessibilityPage",
    "ContactPage",
    "EcodesignPage",
    "HomePage",
    "LegalNoticePage",
    "PersonalDataPage",
    "StandardPage",
]
