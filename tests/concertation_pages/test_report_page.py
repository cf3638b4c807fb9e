"""What a visitor reads of a consultation that was reported."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.core.content_version import renew
from cms.core.partial_dates import PartialDate
from cms.taxonomy.models import SegmentNature
from concertation_pages.models import (
    ParticipantCount,
    ReportOutcome,
    ReportPage,
    ReportProduction,
    ReportSegment,
    ReportSource,
    ReportSpeaker,
)
from concertation_pages.quoted_figures import of_reports
from concertation_pages.space.questionnaire import SECTIONS
from library_pages.models import CharterPage
from search.models import SearchEntry
from tests.concertation_pages.tracking import Territory, territory
from tests.factories import (
    CharterIndexPageFactory,
    CharterPageFactory,
    ManifestoChapterPageFactory,
    ManifestoPageFactory,
    ThemeFactory,
    publish,
)
from tests.factories.concertations import (
    AssociatedPublicFactory,
    ConsultationConstantFactory,
    ConsultationMethodFactory,
    ReportPageFactory,
)

REPORT = "/concertations/concertation-de-rennes/"
ANSWERS = {
    "planned_start": PartialDate(2024, 9),
    "actual_start": PartialDate(2024, 10, 1),
    "perimeter": "mixte",
    "has_assistance": "oui",
    "assistance": "Cabinet Concerter",
    "has_speakers": "oui",
    "angles": "Les usages au guichet",
    "expectations": "Un cadre partagé",
    "recruitment_other": "par courrier",
    "facilitation_other": "jeu de rôles",
    "subject": "Quelle IA voulons-nous\u202f?",
    "frame_changed": "oui",
    "frame_changes": "Une séance de plus",
    "restitution_form": "Un cahier remis en conseil",
    "has_plenary": "non",
    "planned_end": PartialDate(2025, 2),
    "actual_end": PartialDate(2025, 3, 2),
    "sequence_count": 7,
    "sequence_hours": "12.5",
    "participants": 1240,
    "follow_up": "a-decider",
    "planned_actions": "Nommer un référent",
    "impacts": "Le calendrier a changé",
}
SHOWN = {
    "perimeter": "Mixte",
    "has_plenary": "Non",
    "follow_up": "À décider",
    "participants": "1\u202f240",
    "sequence_hours": "12,5\u00a0h",
    "has_assistance": "Cabinet Concerter",
    "has_speakers": "Ada Martin, juriste, «\u00a0Le droit de l’IA\u00a0»",
    "frame_changed": "Une séance de plus",
    "title": "Concertation de Rennes",
    "publics": "Agents",
    "recruitment": "Tirage au sort",
    "facilitation": "Cartographie",
    "restitution": "Plénière ouverte",
    "speakers": "Ada Martin",
    "participant_counts": "Agents\u00a0: 12",
    "vigilance": "Le coût",
    "diagnoses": "Trop de papier",
    "proposals": "Proposition numéro 1",
    "productions": "Le cahier",
}
"""How an answer is written when it is not as it was given."""


def read(client: Client, address: str = REPORT) -> BeautifulSoup:
    response = client.get(address, headers={"host": "localhost"})
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def rennes(home: Any) -> Territory:
    return territory(home)


@pytest.fixture
def whole(rennes: Territory) -> ReportPage:
    """Every question of the questionnaire has an answer."""
    page = rennes.report
    for name, value in ANSWERS.items():
        setattr(page, name, value)
    agents = AssociatedPublicFactory(slug="agents")
    page.publics = [agents]
    page.recruitment = [ConsultationMethodFactory(slug="tirage-au-sort")]
    page.facilitation = [ConsultationMethodFactory(slug="cartographie", category="animation")]
    page.restitution = [ConsultationMethodFactory(slug="pleniere-ouverte", category="restitution")]
    page.participant_counts = [ParticipantCount(public=agents, number=12)]
    page.speakers = [
        ReportSpeaker(name="Ada Martin", profession="juriste", talk="Le droit de l’IA", agreed_on=timezone.localdate()),
        ReportSpeaker(name="Zoé Discrète", profession="zoologue", talk="Exposé tu"),
    ]
    page.productions = [ReportProduction(title="Le cahier", url="https://exemple.fr/cahier")]
    page.sources = [ReportSource(title="Registre de la ville")]
    first = page.segments.all()[0]
    first.verbatim = "On n’y comprend rien."
    page.segments.add(first, ReportSegment(kind="diagnostic", nature=SegmentNature.OBSTACLE, text="Trop de papier"))
    publish(page)
    return page


def test_every_answer_of_the_questionnaire_is_read_on_the_page(client: Client, whole: ReportPage) -> None:
    text = read(client).get_text(" ")
    for section in SECTIONS:
        for asked in section.asked:
            value = SHOWN.get(asked.name, str(ANSWERS.get(asked.name, "")))
            assert value, f"{asked.name} is asked and this test does not say how it is shown"
            assert value in text, asked.name
    assert "On n’y comprend rien." in text
    assert "Registre de la ville" in text
    assert "Transmis par la collectivité, relu et publié ici le" in text


def test_somebody_who_did_not_agree_is_named_nowhere(client: Client, whole: ReportPage) -> None:
    """Also once the page is read again, and in what search holds. That he spoke is told."""
    pages = str(read(client)) + str(read(client, "/concertations/territoires/rennes/"))
    entries = str(list(SearchEntry.objects.values()))
    assert "Ada Martin" in pages
    assert "D’autres, noms non publiés" in pages
    for said in ("Zoé Discrète", "zoologue", "Exposé tu"):
        assert said not in pages + entries


def test_what_nobody_answered_is_said_and_a_report_from_sources_does_not_pass_for_a_contribution(
    client: Client, rennes: Territory
) -> None:
    rennes.report.is_contribution = False
    rennes.report.segments = []
    publish(rennes.report)
    page = read(client)
    gaps = [row.dd.get_text() for row in page.select(".facts dl > div") if row.dt.get_text() == "Non renseigné"]
    assert any("périmètre" in gap and "intervenants" in gap for gap in gaps)
    assert any("participants" in gap for gap in gaps)
    said = [" ".join(part.get_text().split()) for part in page.select("#partie-3 p.unknown")]
    assert said == ["Non renseigné : points de vigilance, diagnostics, propositions."]
    assert "la collectivité n’a rien transmis ici" in page.select_one(".notice").get_text()


def test_of_a_contribution_without_sources_the_territory_is_the_source_of_its_participants(rennes: Territory) -> None:
    rennes.report.participants = 40
    publish(rennes.report)
    said = [(figure.amount, figure.source_title, figure.source_url) for _, figure in of_reports()]
    assert said == [("40", "La collectivité elle-même", REPORT)]
    rennes.report.is_contribution = False
    publish(rennes.report)
    assert not list(of_reports())


def test_each_passage_has_an_address_that_stays_and_one_nature_is_read_alone(client: Client, whole: ReportPage) -> None:
    page = read(client)
    codes = {item["id"]: item.a["href"] for item in page.select(".segments > li")}
    assert codes == {code: f"{REPORT}#{code}" for code in ("v-1", "d-1", "p-1", "p-2", "p-3")}
    assert [tab.get_text() for tab in page.select("#partie-3 .tabs a")] == [
        *("Tout 5", "Points de vigilance 1", "Diagnostics 1", "Frein 1", "Propositions 3")
    ]

    narrowed = read(client, f"{REPORT}?nature=frein")
    assert [item["id"] for item in narrowed.select(".segments > li")] == ["d-1"]
    assert narrowed.select_one(".segments a")["href"] == f"{REPORT}#d-1"
    assert narrowed.select_one("link[rel=canonical]")["href"] == f"http://localhost{REPORT}"
    assert narrowed.select_one(".tabs [aria-current]").get_text() == "Frein 1"

    unknown = read(client, f"{REPORT}?nature=<b>")
    assert len(unknown.select(".segments > li")) == 5
    assert "valeur inconnue («\u00a0<b>\u00a0»)" in unknown.select_one(".notice").get_text()

    whole.segments.add(*(ReportSegment(kind="proposition", text=f"Idée {rank}") for rank in range(40)))
    publish(whole)
    narrowed = read(client, f"{REPORT}?nature=frein")
    assert narrowed.select_one(".segments a")["href"] == f"{REPORT}?passage=d-1#d-1", "the bare page has it elsewhere"


def test_what_a_draft_or_a_private_page_is_called_is_not_told_by_a_report_that_names_it(
    client: Client, home: Any, rennes: Territory
) -> None:
    charters = CharterIndexPageFactory(parent=home)
    charter, draft = (CharterPageFactory(parent=charters, title=title) for title in ("Charte votée", "Charte secrète"))
    publish(draft)
    CharterPage.objects.get(pk=draft.pk).unpublish()
    manifesto = ManifestoPageFactory(parent=home)
    axis = ManifestoChapterPageFactory(parent=manifesto, title="Axe de la sobriété")
    rennes.report.outcomes = [
        ReportOutcome(text="Une charte.", page_linked=charter),
        ReportOutcome(text="Une autre charte.", page_linked=draft),
    ]
    segment = rennes.report.segments.all()[0]
    segment.axis = axis
    rennes.report.segments.add(segment)
    publish(rennes.report)
    page = read(client)
    linked = {link["href"] for link in page.select("main a")}
    assert {"/chartes/charte-votee/", axis.url} <= linked
    assert "Une autre charte." in page.get_text()
    assert "Charte secrète" not in str(page)
    assert "n’est plus en ligne" in page.select_one("#productions").get_text()
    CharterPage.objects.filter(pk=draft.pk).update(first_published_at=None)
    renew()
    assert "n’est plus en ligne" not in read(client).select_one("#productions").get_text()

    PageViewRestriction.objects.create(page=manifesto, restriction_type="login")
    assert "Axe de la sobriété" not in str(read(client))


def test_other_reports_of_the_territory_are_told_once_they_are_public(client: Client, rennes: Territory) -> None:
    other = ReportPageFactory(parent=rennes.index, commitment=rennes.commitment, title="Ateliers du Blosne", live=False)
    assert read(client).select("#autres") == []
    publish(other)
    assert [link.get_text() for link in read(client).select("#autres a")] == ["Ateliers du Blosne"]


def test_what_became_of_each_proposal_is_read_with_who_says_it(client: Client, account: Any, rennes: Territory) -> None:
    assert "P-1, P-2, P-3\u00a0: état non communiqué." in read(client).select_one("#suite").get_text()
    rennes.say(account("redaction"), "P-2", "engagee")
    suite = read(client).select_one("#suite")
    [row] = suite.select("tbody tr")
    assert ("P-2" in row.get_text(), "Engagée" in row.get_text(), "Ville de Rennes" in row.get_text()) == (True,) * 3
    assert "P-1, P-3\u00a0: état non communiqué." in suite.get_text()
    assert "au moins 1" in suite.select_one(".suite__key").get_text()


def test_a_report_costs_at_most_twelve_statements_none_twice(
    client: Client, account: Any, rennes: Territory, whole: ReportPage
) -> None:
    """With everything that it can show."""
    segment = whole.segments.all()[0]
    segment.theme, segment.constant = ThemeFactory(slug="eau"), ConsultationConstantFactory()
    publish(whole)
    rennes.say(account("redaction"), "P-2", "engagee")
    ReportPageFactory(parent=rennes.index, commitment=rennes.commitment, title="Ateliers du Blosne")
    read(client)
    with CaptureQueriesContext(connection) as queries:
        read(client)
    statements = [query["sql"] for query in queries]
    assert len(statements) <= 12, "\n".join(statements)
    assert len(set(statements)) == len(statements)


def test_what_is_typed_is_text_and_never_markup(client: Client, rennes: Territory) -> None:
    hostile = "<script>alert(1)</script>"
    page = rennes.report
    page.title = page.summary = page.subject = page.leads = page.impacts = page.form = hostile
    page.productions = [ReportProduction(title=hostile)]
    segment = page.segments.all()[0]
    segment.text = segment.verbatim = hostile
    page.segments.add(segment)
    publish(page)
    for address in (REPORT, "/concertations/territoires/rennes/", "/concertations/", "/recherche/?q=alert"):
        assert "<script>alert" not in str(client.get(address, headers={"host": "localhost"}).content), address
