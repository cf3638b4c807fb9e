"""A territory that has committed, and one of its referents in front of its space: what the tests of the space share."""

import re
from dataclasses import dataclass
from typing import Any

from django.test import Client

from cms.core.models import OutgoingMail
from concertation_pages.models import Commitment, ConcertationIndexPage, Referent, ReportDraft, ReportPage
from concertation_pages.space.links import space_address
from home.models import HomePage
from tests.factories.concertations import (
    AssociatedPublicFactory,
    CampaignPageFactory,
    CommitmentFactory,
    ConcertationIndexPageFactory,
    ConsultationMethodFactory,
    ReferentFactory,
)
from tests.factories.territories import LocalAuthorityFactory

PATH = re.compile(r"/lien/[^\s/]+/")


@dataclass
class Browser:
    """One referent, with the cookie of his link and nothing else."""

    client: Client
    home: str
    referent: Referent

    def get(self, rest: str = "", **options: Any) -> Any:
        return self.client.get(self.home + rest, **options)

    def post(self, rest: str, data: dict[str, Any] | None = None) -> Any:
        return self.client.post(self.home + rest, data or {})

    def read(self, draft: ReportDraft, number: int) -> str:
        """What the form of a section was read from, to be posted back with it."""
        base: str = self.get(f"{draft.pk}/partie-{number}/").context["base"]
        return base

    def save(self, draft: ReportDraft, number: int, **answers: Any) -> Any:
        """The whole section, as a browser without script posts it: what is not given is empty."""
        data = {"base": answers.pop("base", None) or self.read(draft, number), **answers}
        return self.post(f"{draft.pk}/partie-{number}/", data)

    def begin(self) -> ReportDraft:
        token = str(self.get().context["token"])
        self.post("commencer/", {"jeton": token})
        return ReportDraft.objects.get(token=token)

    def submit(self, draft: ReportDraft) -> Any:
        shown = self.get(f"{draft.pk}/verifier/").context["form"].initial["vu"]
        return self.post(f"{draft.pk}/verifier/", {"licence": "on", "vu": shown})


def opened(referent: Referent) -> Browser:
    """A new browser, on the link of a new mail."""
    client = Client()
    answer = client.get(PATH.search(space_address(referent))[0])  # type: ignore[index]
    return Browser(client, answer["Location"], referent)


def committed(home: HomePage, **fields: Any) -> Commitment:
    """A territory of two collectivités, whose commitment is validated."""
    index = ConcertationIndexPage.objects.first() or ConcertationIndexPageFactory(parent=home)
    campaign = CampaignPageFactory(parent=index)
    agents = AssociatedPublicFactory(slug="agents", label="Agents")
    AssociatedPublicFactory(slug="elus", label="Élus")
    AssociatedPublicFactory(slug="citoyens-habitants", label="Citoyens et habitants", in_questionnaire=False)
    ConsultationMethodFactory(
        slug="tirage-au-sort", label="Tirage au sort", definition="Le hasard désigne les participants."
    )
    ConsultationMethodFactory(slug="recrutement-autre", label="Autre (à préciser)", asks_precision=True)
    authorities = [
        LocalAuthorityFactory(slug="rennes", name="Rennes", cog_code="35238"),
        LocalAuthorityFactory(slug="rennes-metropole", name="Rennes Métropole", siren="243500139"),
    ]
    told = {"name": "Rennes Ville et Métropole", "expected_start": "2024-10", "publics": [agents]} | fields
    return CommitmentFactory(campaign=campaign, authorities=authorities, **told)


def referent_of(commitment: Commitment, email: str = "anne@rennes.example", **fields: Any) -> Referent:
    return ReferentFactory(commitment=commitment, email=email, **fields)


def mailed_to(email: str, name: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to=email, name=name).order_by("pk"))


def link_in(mail: OutgoingMail) -> str:
    return PATH.search(mail.text)[0]  # type: ignore[index]


def page_of(draft: ReportDraft) -> ReportPage:
    draft.refresh_from_db()
    assert draft.page is not None
    return draft.page
