"""A fiche with annexes whose every value is a word that nothing else on the site says."""

import datetime

from django.utils import timezone

from cms.taxonomy.models import FailureNature
from library_pages.models import Failure, LibraryIndexPage, UseCaseContact, UseCasePage
from tests.factories import UseCasePageFactory, publish

WORDS = ("Zibeline", "Quolibet", "Ornithorynque", "Farandole", "Galimatias", "Hurluberlu", "0611223344")
"""Values that a member reads, in the order: name, role, purpose of the contact; text, cause, lesson of the failure."""
ADDRESS = "secret@contact.exemple"
SECRETS = (*WORDS, ADDRESS)


def contact(**values) -> UseCaseContact:
    today = timezone.localdate()
    told = {
        "name": "Zibeline",
        "role": "Quolibet",
        "email": ADDRESS,
        "phone": "0611223344",
        "purpose": "Ornithorynque",
        "agreed_on": today - datetime.timedelta(days=30),
        "expires_on": today + datetime.timedelta(days=300),
    }
    return UseCaseContact(**told | values)


def failure(**values) -> Failure:
    nature, _ = FailureNature.objects.get_or_create(slug="donnees", defaults={"label": "Données fausses"})
    told = {"nature": nature, "text": "Farandole", "cause": "Galimatias", "lesson": "Hurluberlu"}
    return Failure(**told | values)


def annexed(library: LibraryIndexPage, **values) -> UseCasePage:
    """A public fiche with a contact and a failure."""
    page = UseCasePageFactory(parent=library, **values)
    page.contacts = [contact()]
    page.failures = [failure()]
    return publish(page)
