"""What search knows of committed territories and of the passages of their reports."""

from typing import Any

import pytest
from django.db import transaction
from wagtail.models import PageViewRestriction

from cms.core.partial_dates import PartialDate
from cms.taxonomy.models import ConsultationMethod, SegmentNature
from concertation_pages.models import Commitment, ReportPage
from concertation_pages.standing import settle
from concertation_pages.tracking.overview import overview
from search.models import SearchEntry
from search.projection import refresh
from search.scopes import mark_object
from search.vocabularies import NO_STATUS
from tests.concertation_pages.tracking import Territory, territory
from tests.factories import ManifestoChapterPageFactory, ManifestoPageFactory, ThemeFactory, publish
from tests.factories.concertations import (
    AssociatedPublicFactory,
    CommitmentFactory,
    ConsultationConstantFactory,
    ConsultationMethodFactory,
    FollowUpPageFactory,
    ReportPageFactory,
)
from tests.search.engines import Door

REPORT = "/concertations/concertation-de-rennes/"
TERRITORY = "/concertations/territoires/rennes/"
State = Commitment.State


@pytest.fixture
def rennes(home: Any) -> Territory:
    return territory(home)


def entry() -> SearchEntry | None:
    """Of the territory."""
    return SearchEntry.objects.public().filter(kind="concertation").first()


def passage(fragment: str) -> SearchEntry:
    return SearchEntry.objects.public().get(fragment=fragment)


def described(page: ReportPage) -> None:
    """What its facets are made of."""
    page.publics = [AssociatedPublicFactory(slug="agents")]
    page.recruitment = [ConsultationMethodFactory(slug="tirage-au-sort")]
    page.formats = [ConsultationMethodFactory(slug="atelier", category=ConsultationMethod.Category.FORMAT)]
    page.perimeter, page.actual_start, page.subject = "mixte", PartialDate(2024, 10), "Quelle IA ?"
    first, *_ = page.segments.all()
    first.nature, first.theme = SegmentNature.ALERT, ThemeFactory(slug="eau", label="Eau")
    first.constant = ConsultationConstantFactory(slug="utilite")
    page.segments.add(first)
    publish(page)


def test_a_territory_has_one_entry_made_of_its_public_reports(rennes: Territory) -> None:
    described(rennes.report)
    found = entry()
    assert (found.title, found.url, found.summary) == ("Rennes", REPORT, "«\u00a0Quelle IA ?\u00a0»")
    assert found.card["side"] == "Contribution publiée"
    assert {name: found.facets[name] for name in ("public", "methode", "perimetre", "theme", "etat-concertation")} == {
        "public": ["agents"],
        "methode": ["atelier", "tirage-au-sort"],
        "perimetre": ["mixte"],
        "theme": ["eau"],
        "etat-concertation": ["restituee"],
    }
    assert "tag" not in found.facets


def test_the_entry_follows_what_becomes_of_the_reports(rennes: Territory) -> None:
    """A second one, one that a restriction hides, one that is withdrawn, one that is deleted: at the next request."""
    described(rennes.report)
    other = ReportPageFactory(parent=rennes.index, commitment=rennes.commitment, title="Ateliers", live=False)
    assert entry().url == REPORT
    publish(other)
    assert (entry().url, entry().summary) == (TERRITORY, "Concertation de Rennes ; Ateliers")
    ReportPage.objects.filter(pk=other.pk).update(first_published_at="2024-01-01T00:00:00Z")
    mark_object(rennes.commitment)
    refresh()
    assert entry().summary == "Ateliers ; Concertation de Rennes"
    with transaction.atomic():
        PageViewRestriction.objects.create(page=rennes.report, restriction_type="login")
    assert (entry().url, entry().facets.get("public")) == (other.url, None)
    with transaction.atomic():
        other.delete()
    assert entry().url == TERRITORY
    with transaction.atomic():
        PageViewRestriction.objects.all().delete()
    assert entry().url == REPORT
    rennes.report.unpublish()
    assert (entry().url, entry().facets.get("theme")) == (TERRITORY, None)
    rennes.commitment.refresh_from_db()
    rennes.commitment.state = rennes.commitment.State.WITHDRAWN
    rennes.commitment.save()
    assert entry() is None


def test_the_state_of_a_territory_follows_where_its_reports_are(rennes: Territory, account: Any) -> None:
    """A restriction, another engagement, a proposal that leaves its page."""

    def states() -> list[str]:
        return list(Commitment.objects.order_by("pk").values_list("state", flat=True))

    other = CommitmentFactory(campaign=rennes.commitment.campaign, name="Autre")
    assert states() == [State.REPORTED, State.ENGAGED]
    hidden = PageViewRestriction.objects.create(page=rennes.index, restriction_type="login")
    assert states() == [State.ENGAGED, State.ENGAGED]
    hidden.delete()
    assert states() == [State.REPORTED, State.ENGAGED]
    rennes.say(account("relecteur"), "P-3")
    report = ReportPage.objects.get()
    report.commitment = other
    publish(report)
    assert states() == [State.ENGAGED, State.FOLLOWED]
    report.segments = [row for row in report.segments.all() if row.code != "P-3"]
    publish(report)
    assert states() == [State.ENGAGED, State.REPORTED]


def test_what_is_settled_meanwhile_does_not_bring_back_a_territory_that_was_withdrawn(rennes: Territory) -> None:
    known = Commitment.objects.get()
    known.reported_elsewhere = True
    Commitment.objects.update(state=known.State.WITHDRAWN)
    settle(known)
    assert Commitment.objects.get().state == known.state == known.State.WITHDRAWN


def test_of_a_territory_that_was_withdrawn_nothing_is_listed(rennes: Territory, account: Any) -> None:
    rennes.say(account("relecteur"), "P-1")
    page = FollowUpPageFactory(parent=rennes.index)
    assert (len(overview(page).territories), len(overview(page).recent)) == (1, 1)
    with transaction.atomic():
        commitment = Commitment.objects.get()
        commitment.state = commitment.State.WITHDRAWN
        commitment.save()
    assert not SearchEntry.objects.public().filter(kind__in=["concertation", "proposition", "constat"]).exists()
    assert (overview(page).territories, overview(page).recent) == ([], [])


def test_a_passage_is_found_at_its_own_address_with_who_said_it(rennes: Territory) -> None:
    described(rennes.report)
    found = passage("v-1")
    assert (found.kind, found.title, found.url) == ("constat", "Le coût", f"{REPORT}#v-1")
    assert (found.card["authority"], found.card["theme_label"]) == ("Rennes", "Alerte V-1\u00a0· Eau")
    assert found.summary == "Alerte V-1, Rennes, «\u00a0Concertation de Rennes\u00a0»"
    assert {name: found.facets[name] for name in ("nature-passage", "theme", "constante", "annee")} == {
        "nature-passage": ["alerte", "vigilance"],
        "theme": ["eau"],
        "constante": ["utilite"],
        "annee": ["2024"],
    }
    assert "suite" not in found.facets
    assert passage("p-1").facets["nature-passage"] == ["proposition"]


def test_what_became_of_a_proposal_is_known_as_soon_as_it_is_accepted(rennes: Territory, account: Any) -> None:
    assert (passage("p-1").facets["suite"], passage("p-1").card["side"]) == ([NO_STATUS], "État non communiqué")
    with transaction.atomic():
        rennes.say(account("redaction"), "P-1", "engagee")
    assert (passage("p-1").facets["suite"], passage("p-1").card["side"]) == (["engagee"], "Engagée")
    assert passage("p-2").facets["suite"] == [NO_STATUS]


def test_a_passage_follows_the_new_address_of_its_axis(home: Any, rennes: Territory) -> None:
    axis = ManifestoChapterPageFactory(parent=ManifestoPageFactory(parent=home), title="Sobriété")
    first = rennes.report.segments.all()[0]
    first.axis = axis
    rennes.report.segments.add(first)
    publish(rennes.report)
    assert passage("v-1").facets["axe"] == ["sobriete"]
    axis.slug = "frugalite"
    publish(axis)
    assert passage("v-1").facets["axe"] == ["frugalite"]
    with transaction.atomic():
        PageViewRestriction.objects.create(page=axis.get_parent(), restriction_type="login")
    assert "axe" not in passage("v-1").facets


def test_every_engine_narrows_territories_and_passages_alike(door: Door, rennes: Territory, account: Any) -> None:
    described(rennes.report)
    with transaction.atomic():
        rennes.say(account("redaction"), "P-2", "engagee")
    asked = {
        "concertation": {
            "public": "agents",
            "methode": "atelier",
            "perimetre": "mixte",
            "etat-concertation": "suite-donnee",
        },
        "constat": {"nature-passage": "alerte", "constante": "utilite", "theme": "eau", "annee": "2024"},
    }
    titles = {"concertation": ["Rennes"], "constat": ["Le coût"]}
    for kind, facets in asked.items():
        for parameter, value in facets.items():
            assert door.found(selected={"type": [kind], parameter: [value]}) == titles[kind], parameter
    assert door.found(selected={"suite": ["engagee"]}) == ["Proposition numéro 2"]
    assert len(door.found(selected={"suite": [NO_STATUS], "type": ["proposition"]})) == 2
    assert "Le coût" in door.found("rennes")
