"""A territory that commits, through the pages and the mails that it really gets: what its tests share."""

import re
import uuid
from html import unescape
from typing import Any

from django.test import Client

from cms.core.models import OutgoingMail
from concertation_pages.models import CampaignPage, Commitment
from tests.factories.concertations import AssociatedPublicFactory, CampaignPageFactory, ConcertationIndexPageFactory
from tests.factories.territories import LocalAuthorityFactory
from tests.search.alerts import link, person, submit

EMAIL, NAME = "anne.moreau@rennes.example", "Anne Moreau"
START = "/concertations/s-engager/"
FORM = f"{START}demande/?collectivite=rennes-metropole"


def open_campaign(home: Any, **fields: Any) -> CampaignPage:
    """Open today, with two collectivités in the register and two publics, of which the questionnaire offers one."""
    index = ConcertationIndexPageFactory(parent=home)
    LocalAuthorityFactory(name="Rennes Métropole", slug="rennes-metropole", siren="243500139", cog_code="")
    LocalAuthorityFactory(name="Ville de Rennes", slug="rennes", cog_code="35238")
    AssociatedPublicFactory(slug="agents", label="Agents")
    AssociatedPublicFactory(slug="habitants", label="Habitants", in_questionnaire=False)
    page: CampaignPage = CampaignPageFactory(parent=index, slug="campagne", title="Campagne de 2027", **fields)
    return page


def answers(page: Any, **changed: Any) -> dict[str, Any]:
    """What somebody sends from the form of this page."""
    form = page.context["form"]
    public = form.fields["publics"].queryset.first()
    given = {
        "token": str(uuid.uuid4()),
        "words": form.initial["words"],
        "email": EMAIL,
        "name": NAME,
        "role": "Directrice du numérique",
        "publics": [public.pk],
        "expected_start": "18/09/2027",
        "charter": "on",
        "sharing": "on",
    }
    return {name: value for name, value in (given | changed).items() if value is not None}


def commit(path: str = FORM, browser: Client | None = None, **changed: Any) -> Any:
    browser = browser or person()
    return submit(browser, path, **answers(browser.get(path), **changed))


def mails(name: str, to: str = "") -> list[OutgoingMail]:
    found = OutgoingMail.objects.filter(name=f"commitment_{name}").order_by("pk")
    return list(found.filter(to=to) if to else found)


def confirm(browser: Client | None = None) -> tuple[Client, str]:
    """The last link is opened and its button pressed; the browser, and the page of the receipt."""
    browser = browser or person()
    page = browser.get(link(mails("confirm")[-1]))["Location"]
    submit(browser, page)
    return browser, page


def candidate(**changed: Any) -> Commitment:
    """A commitment confirmed by its referent."""
    commit(**changed)
    confirm()
    return Commitment.objects.order_by("-pk")[0]


def text(answer: Any) -> str:
    plain = unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))
    return " ".join(plain.split())


__all__ = ["EMAIL", "FORM", "NAME", "START", "candidate", "commit", "confirm", "link", "mails", "open_campaign", "text"]
