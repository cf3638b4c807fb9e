"""« Dépendance numérique » and its volunteers, small and valid."""

import factory
from factory.django import DjangoModelFactory

from cms.core.partial_dates import PartialDate
from home.models import DependencyPage, EuropeanSolutionsPage, Volunteer
from tests.factories.pages import PageFactory
from tests.factories.territories import LocalAuthorityFactory


class DependencyPageFactory(PageFactory):
    title = "Dépendance numérique"
    introduction = "Mesurer sa dépendance aux solutions numériques non souveraines."
    call_text = "poser un diagnostic de dépendance"
    call_source = "Communiqué du 13 mars 2025"
    call_date = PartialDate(2025, 3, 13)
    volunteer_terms = "La collectivité demande à participer.\nSi elle est retenue, son nom paraît."

    class Meta:
        model = DependencyPage


class EuropeanSolutionsPageFactory(PageFactory):
    title = "Solutions européennes"

    class Meta:
        model = EuropeanSolutionsPage


class VolunteerFactory(DjangoModelFactory):
    authority = factory.SubFactory(LocalAuthorityFactory)
    email = "anne.moreau@rennes.example"
    accepted_text = "La collectivité demande à participer."

    class Meta:
        model = Volunteer
