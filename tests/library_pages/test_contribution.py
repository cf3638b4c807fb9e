"""A fiche proposed by somebody who knows nothing of Wagtail, from the first answer to its publication."""

import uuid
from collections.abc import Callable
from typing import Any

from django.test import Client
from wagtail.models import PageLogEntry

from cms.members.models import User
from cms.territories.models import LocalAuthority
from cms.workflow.permissions import in_review
from library_pages.models import UseCasePage
from tests.factories import AudienceFactory, ThemeFactory
from tests.factories.review import approve_submitted
from tests.library_pages.contribution import fill, signed_in, step

Account = Callable[..., User]
FIRST = "/contribuer/proposer/projet/"


def test_a_fiche_goes_from_a_few_answers_to_its_publication(browser: Client, contributor: User, maturity: Any) -> None:
    theme, audience = ThemeFactory(slug="eau"), AudienceFactory(slug="agents")
    answers: list[tuple[str, dict[str, Any]]] = [
        (FIRST, {"title": "Repérer les fuites d’eau", "maturity": maturity.pk}),
        ("public", {"theme": theme.pk, "audiences": [audience.pk]}),
        ("essentiel", {"summary": "Un capteur écoute le réseau.", "sources-0-title": "Délibération du 3 mars 2025"}),
        ("verifier", {"licence": "on"}),
    ]
    asked = 1 + sum(len(given) for _, given in answers)  # the collectivité is already chosen
    assert asked <= 12
    address = FIRST
    for _, given in answers:
        response = fill(browser, address, given)
        assert response.status_code == 302, response.text
        address = response["Location"]
    page = UseCasePage.objects.get()
    assert (page.live, page.owner, page.content_owner) == (False, contributor, contributor)
    assert in_review(page)
    accepted = PageLogEntry.objects.get(action="library_pages.licence_accepted")
    assert (accepted.user, accepted.data["licence"]) == (contributor, "Licence Ouverte 2.0")

    approve_submitted()
    response = browser.get("/bibliotheque/reperer-les-fuites-deau/")
    assert "Un capteur écoute le réseau." in response.text
    assert "Rennes Métropole" in response.text


def test_another_device_goes_on_where_the_first_one_stopped(
    browser: Client, contributor: User, draft: UseCasePage
) -> None:
    left = fill(browser, step(draft, "public"), {"theme": ThemeFactory(slug="eau").pk, "quitter": "1"})
    assert left["Location"] == "/contribuer/"
    elsewhere = signed_in(contributor)
    assert "Repérer les fuites" in elsewhere.get("/contribuer/").text
    resumed = elsewhere.get(f"/contribuer/fiches/{draft.pk}/reprendre/")
    assert resumed["Location"] == step(draft, "public")  # who it is for is still missing
    assert "checked" in elsewhere.get(resumed["Location"]).text


def test_sent_twice_a_first_form_makes_one_fiche(browser: Client, rennes: LocalAuthority, maturity: Any) -> None:
    form = {"title": "Une seule", "authority": rennes.pk, "maturity": maturity.pk, "jeton": str(uuid.uuid4())}
    first, second = browser.post(FIRST, form), browser.post(FIRST, form)
    assert UseCasePage.objects.filter(draft_title="Une seule").count() == 1
    assert first["Location"] == second["Location"]
