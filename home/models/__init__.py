from home.models.association import AssociationItem, AssociationPage, AssociationSource
from home.models.chapter import ManifestoChapterPage
from home.models.dependency import DependencyPage
from home.models.dependency_rows import DependencyFigure, DependencySource, FrameVersion, Pilot, PilotCount
from home.models.european_solutions import EuropeanSolutionsPage
from home.models.event import EventFigure, EventPage, EventSource
from home.models.evidence import EvidenceIndexPage, EvidencePage
from home.models.figures import FiguresPage
from home.models.home import HomePage
from home.models.information import (
    AccessibilityPage,
    ContactPage,
    EcodesignPage,
    LegalNoticePage,
    PersonalDataPage,
)
from home.models.manifesto import ManifestoPage
from home.models.news import NewsIndexPage
from home.models.news_release import (
    NewsContact,
    NewsDocument,
    NewsFigure,
    NewsQuote,
    NewsReleasePage,
    NewsSource,
)
from home.models.people import PeoplePage, PeopleRow, PeopleSource
from home.models.plan import ActionPlanPage, PlanSource
from home.models.press_contact import PressContact
from home.models.principle import Principle
from home.models.publication import PublicationFigure, PublicationIndexPage, PublicationPage, PublicationSource
from home.models.selection import SelectionPage, SelectionPin
from home.models.standard import StandardPage
from home.models.starting_question import StartingQuestion
from home.models.volunteer import Volunteer
from home.models.withheld import WithheldVersion

__all__ = [
    "AccessibilityPage",
    "ActionPlanPage",
    "AssociationItem",
    "AssociationPage",
    "AssociationSource",
    "ContactPage",
    "DependencyFigure",
    "DependencyPage",
    "DependencySource",
    "EcodesignPage",
    "EuropeanSolutionsPage",
    "EventFigure",
    "EventPage",
    "EventSource",
    "EvidenceIndexPage",
    "EvidencePage",
    "FiguresPage",
    "FrameVersion",
    "HomePage",
    "LegalNoticePage",
    "ManifestoChapterPage",
    "ManifestoPage",
    "NewsContact",
    "NewsDocument",
    "NewsFigure",
    "NewsIndexPage",
    "NewsQuote",
    "NewsReleasePage",
    "NewsSource",
    "PeoplePage",
    "PeopleRow",
    "PeopleSource",
    "PersonalDataPage",
    "Pilot",
    "PilotCount",
    "PlanSource",
    "PressContact",
    "Principle",
    "PublicationFigure",
    "PublicationIndexPage",
    "PublicationPage",
    "PublicationSource",
    "SelectionPage",
    "SelectionPin",
    "StandardPage",
    "StartingQuestion",
    "Volunteer",
    "WithheldVersion",
]
