"""A collectivité that volunteers, through the pages and the mails that it really gets: what its tests share."""

import uuid
from typing import Any

from django.test import Client

from cms.core.models import OutgoingMail
from home.models import DependencyPage, Volunteer
from tests.factories import LocalAuthorityFactory
from tests.factories.dependency import DependencyPageFactory
from tests.search.alerts import link, person, submit

EMAIL, NAME = "anne.moreau@rennes.example", "Anne Moreau"
START = "/dependance-numerique/se-porter-volontaire/"
FORM = f"{START}demande/?collectivite=rennes-metropole"


def open_call(home: Any, **fields: Any) -> DependencyPage:
    """With two collectivités in the register."""
    LocalAuthorityFactory(name="Rennes Métropole", slug="rennes-metropole", siren="243500139", cog_code="")
    LocalAuthorityFactory(name="Ville de Rennes", slug="rennes", cog_code="35238")
    page: DependencyPage = DependencyPageFactory(parent=home, **fields)
    return page


def answers(page: Any, **changed: Any) -> dict[str, Any]:
    """What somebody sends from the form of this page."""
    given = {
        "token": str(uuid.uuid4()),
        "words": page.context["form"].initial["words"],
        "email": EMAIL,
        "name": NAME,
        "role": "Directrice du numérique",
        "terms": "on",
    }
    return {name: value for name, value in (given | changed).items() if value is not None}


def ask(path: str = FORM, browser: Client | None = None, **changed: Any) -> Any:
    browser = browser or person()
    return submit(browser, path, **answers(browser.get(path), **changed))


def mails(name: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(name=f"volunteer_{name}").order_by("pk"))


def confirm(rank: int = -1) -> Any:
    """The link of this mail is opened and its button pressed; the answer, and the page of the receipt."""
    browser = person()
    page = browser.get(link(mails("confirm")[rank]))["Location"]
    submit(browser, page)
    return browser.get(page)


def candidate(**changed: Any) -> Volunteer:
    """A demand confirmed by who asked."""
    ask(**changed)
    confirm()
    return Volunteer.objects.latest("pk")
