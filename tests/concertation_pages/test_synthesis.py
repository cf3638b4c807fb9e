"""The synthesis counts what everybody may read, each gap apart; its tables, its pictures and its files agree."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable
from io import StringIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from cms.core.content_version import current_version
from cms.taxonomy.models import AuthorityType, ConsultationMethod, SegmentKind
from concertation_pages.models import (
    CampaignFigure,
    CampaignPage,
    Commitment,
    ReportPage,
    ReportSegment,
    StatusChange,
    TrackedItem,
)
from concertation_pages.synthesis.counting import synthesis
from concertation_pages.synthesis.figures import Figure
from concertation_pages.synthesis.keys import FigureKey
from tests.factories import AuthorityTypeFactory, LocalAuthorityFactory, ThemeFactory, publish
from tests.factories.concertations import (
    AssociatedPublicFactory,
    CampaignPageFactory,
    CommitmentFactory,
    ConcertationIndexPageFactory,
    ConsultationConstantFactory,
    ConsultationMethodFactory,
    FollowUpStatusFactory,
    ReportPageFactory,
    SynthesisPageFactory,
)
from tests.search.entries import run_pending

Category, State = ConsultationMethod.Category, Commitment.State
PAGE = "/concertations/synthese/"
MOST_QUERIES = 12


@pytest.fixture
def campaign(home: Any) -> CampaignPage:
    """Four public territories, one that nobody validated; two reports of one of them, and a draft of another."""
    index = ConcertationIndexPageFactory(parent=home)
    SynthesisPageFactory(parent=index, state="annoncée pour le 2e semestre 2025", state_source="Présentation")
    page = CampaignPageFactory(parent=index)
    agents, elected = (AssociatedPublicFactory(slug=slug) for slug in ("agents", "elus"))
    drawn = ConsultationMethodFactory(slug="tirage-au-sort")
    map_ = ConsultationMethodFactory(slug="cartographie", category=Category.FACILITATION)
    game = ConsultationMethodFactory(slug="jeu-serieux", category=Category.FORMAT)
    for slug in ("realisee", "engagee"):
        FollowUpStatusFactory(slug=slug)
    metropole = AuthorityTypeFactory(slug="metropole", group=AuthorityType.Group.INTERCOMMUNALITES)
    rennes = [LocalAuthorityFactory(name="Rennes"), LocalAuthorityFactory(name="Métropole", authority_type=metropole)]
    two = CommitmentFactory(campaign=page, name="Rennes", authorities=rennes, state=State.REPORTED, publics=[elected])
    one = CommitmentFactory(campaign=page, name="Nantes", state=State.REPORTED)
    CommitmentFactory(campaign=page, name="Brest", publics=[agents])
    CommitmentFactory(campaign=page, name="Vide")
    CommitmentFactory(campaign=page, name="Candidate", state=State.CANDIDATE, publics=[agents])
    texts = ["Former les agents", "Publier la liste des outils", "Garder un guichet"]
    first = ReportPageFactory(
        parent=index, commitment=two, publics=[agents], recruitment=[drawn], facilitation=[map_], proposals=texts
    )
    first.participants, first.sequence_count, first.perimeter = 40, 3, "interne"
    second = ReportPageFactory(parent=index, commitment=two, formats=[game], vigilance=["Le coût"])
    second.participants, second.sequence_hours = 120, "6.5"
    third = ReportPageFactory(parent=index, commitment=one, recruitment=[drawn], proposals=["Mesurer"])
    tag(first, third)
    for report in (first, second, third):
        publish(report)
    ReportPageFactory(parent=index, commitment=one, live=False, participants=900, proposals=["Rien de public"])
    item = TrackedItem.objects.get(page=first, code="P-1")
    accepted = StatusChange.Decision.ACCEPTED
    status = FollowUpStatusFactory(slug="engagee")
    StatusChange.objects.create(item=item, status=status, reason="Voté.", author_name="Rennes", decision=accepted)
    return page


def tag(*reports: ReportPage) -> None:
    """A theme on one proposal, and one constant, said twice by the first territory and once by the other."""
    constant, theme = ConsultationConstantFactory(slug="humain"), ThemeFactory(slug="education")
    ConsultationConstantFactory(slug="regulation")
    for report in reports:
        rows = list(report.segments.all())
        rows[0].theme = theme if len(rows) > 1 else None
        for row in rows[:2]:
            row.constant = constant
        report.segments = rows


def figures() -> dict[FigureKey, Figure]:
    return {key: drawn.figure for key, drawn in synthesis(current_version()).figures.items()}


def numbers(figure: Figure) -> dict[str, int | None]:
    return {row.slug: row.number for row in figure.rows}


def soup(client: Client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address, headers={"host": "localhost"}).content, "html.parser")


def expected() -> dict[FigureKey, dict[str, int | None]]:
    """Every figure, row by row, as somebody with a pencil would count it."""
    territories = [one for one in Commitment.objects.all() if one.is_public]
    reports = [page for page in ReportPage.objects.live() if page.commitment.is_public]
    passages = [row for page in reports for row in page.segments.all()]
    proposals = [row for row in passages if row.kind == SegmentKind.PROPOSAL]

    def own(one: Commitment) -> list[ReportPage]:
        return [page for page in reports if page.commitment_id == one.pk]

    def by_territory(values: Callable[[Commitment], Iterable[str]]) -> dict[str, int | None]:
        return with_gap([set(values(one)) for one in territories])

    def methods(name: str) -> dict[str, int | None]:
        return by_territory(lambda one: (m.slug for page in own(one) for m in getattr(page, name).all()))

    said = {
        one.pk: {p.slug for p in [*one.publics.all(), *(p for page in own(one) for p in page.publics.all())]}
        for one in territories
    }
    return {
        FigureKey.STATES: by_territory(lambda one: [one.state]),
        FigureKey.TYPES: by_territory(lambda one: (a.authority.authority_type.slug for a in one.authorities.all())),
        FigureKey.PERIMETERS: by_territory(lambda one: (page.perimeter for page in own(one) if page.perimeter)),
        FigureKey.PUBLICS: by_territory(lambda one: said[one.pk]),
        FigureKey.PARTICIPANTS: {"20-99": 1, "100-499": 1, "": 1},
        FigureKey.RECRUITMENT: methods("recruitment"),
        FigureKey.FACILITATION: methods("facilitation"),
        FigureKey.FORMATS: methods("formats"),
        FigureKey.RESTITUTION: methods("restitution"),
        FigureKey.HOURS: {"5-19": 1, "": 2},
        FigureKey.THEMES: with_gap([{row.theme.slug} if row.theme else set() for row in proposals]),
        FigureKey.AXES: with_gap([set() for _ in proposals]),
        FigureKey.CONSTANTS: {"humain": tagged(passages, "humain"), "regulation": None},
        FigureKey.FOLLOW_UP: {"realisee": None, "engagee": 1, "sans-etat": len(proposals) - 1},
    }


def with_gap(said: list[set[str]]) -> dict[str, int | None]:
    counts: dict[str, int | None] = dict(Counter(value for values in said for value in values))
    unknown = sum(not values for values in said)
    return counts | ({"": unknown} if unknown else {})


def tagged(passages: list[ReportSegment], slug: str) -> int:
    return len({row.page.commitment_id for row in passages if row.constant and row.constant.slug == slug})


def test_every_figure_is_what_a_person_would_count(campaign: CampaignPage) -> None:
    assert {key: numbers(figure) for key, figure in figures().items()} == expected()
    assert numbers(figures()[FigureKey.TYPES]) == {"commune": 4, "metropole": 1}
    assert figures()[FigureKey.PARTICIPANTS].coverage == "160 participants, connus pour 2 comptes rendus sur 3."
    assert "3 séquences animées, connues pour 1 compte rendu sur 3." in figures()[FigureKey.HOURS].coverage


def test_figures_follow_what_is_published(campaign: CampaignPage) -> None:
    before = figures()[FigureKey.THEMES].total
    publish(ReportPage.objects.get(live=False))
    run_pending()
    assert figures()[FigureKey.THEMES].total == before + 1
    assert numbers(figures()[FigureKey.PARTICIPANTS])["500-et-plus"] == 1


def test_a_gap_is_never_a_nought(campaign: CampaignPage, client: Client) -> None:
    """Whether a figure is drawn, told or written in a table."""
    page = soup(client, PAGE)
    assert "leur somme dépasse ce nombre" in page.find(id=FigureKey.TYPES.value).get_text()
    constants = page.find(id="constantes")
    assert "aucun passage rattaché à ce jour" in constants.get_text()
    assert page.find(id="restitution").select("svg") == []
    assert "Non renseigné pour les 4 engagements." in page.find(id="restitution").get_text()
    follow_up = page.find(id="suites").svg["aria-label"]
    said = "Realisee : non connu ; Engagee : au moins 1 ; État non communiqué : 3."
    assert said in follow_up.replace("\u00a0", " ").replace("\u202f", " ")
    for figure in figures().values():
        assert 0 not in numbers(figure).values()
    assert "annoncée pour le 2e semestre 2025" in page.find(id="redaction").get_text().lower()


def test_each_table_is_its_file_and_its_picture(campaign: CampaignPage, client: Client) -> None:
    for key, figure in figures().items():
        page = soup(client, f"{PAGE}{key.value}/")
        table = [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in page.select("tbody tr")]
        answer = client.get(f"{PAGE}{figure.file}", headers={"host": "localhost"})
        file = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
        assert table == [[row["Réponse"], row["Lecture"]] for row in file], key
        assert len(table) == len(figure.rows)
        assert {row["Licence"] for row in file} == {"Licence Ouverte 2.0"}
        if figure.answers:
            drawn = page.select_one("svg.chart")["aria-label"].replace("\u00a0", " ").replace("\u202f", " ")
            assert all(f"{label} : {said}" in drawn for label, said in table), key
        again = client.get(
            f"{PAGE}{figure.file}", headers={"host": "localhost", "if-none-match": answer.headers["ETag"]}
        )
        assert again.status_code == 304


def test_a_number_leads_to_the_list_that_it_counts(campaign: CampaignPage, client: Client) -> None:
    page = soup(client, f"{PAGE}publics/")
    [link] = page.select('tbody a[href*="public=agents"]')
    assert "2 territoires" in soup(client, link["href"]).get_text(" ", strip=True)


def test_what_sources_say_stands_beside_and_is_not_counted(campaign: CampaignPage, client: Client) -> None:
    campaign.figures = [
        CampaignFigure(
            value="25 sur 35",
            label="candidatures",
            date="2025-03",
            source_title="Article",
            beside=FigureKey.STATES.value,
        )
    ]
    publish(campaign)
    run_pending()
    assert "25 sur 35" in soup(client, PAGE).find(id="etats").get_text()
    assert "25 sur 35" not in soup(client, PAGE).find(id="types").get_text()
    assert figures()[FigureKey.STATES].total == 4


def test_a_page_made_again_asks_little(campaign: CampaignPage, client: Client) -> None:
    for address in (PAGE, f"{PAGE}etats/"):
        client.get(address, headers={"host": "localhost"})
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address, headers={"host": "localhost"}).status_code == 200
        assert len(asked) <= MOST_QUERIES


def test_the_editor_of_a_report_is_offered_only_terms_in_use(campaign: CampaignPage, redaction: Client) -> None:
    """In the fields of the page and in the rows that are still to be added."""
    ConsultationConstantFactory(slug="abandonnee", active=False)
    ConsultationMethodFactory(slug="retiree", active=False)
    report = ReportPage.objects.live().first()
    editor = redaction.get(reverse("wagtailadmin_pages:edit", args=[report.pk])).content.decode()
    assert "Humain" in editor
    assert "Tirage au sort" in editor
    assert "Abandonnee" not in editor
    assert "Retiree" not in editor


def test_a_report_is_for_a_territory_that_is_public(campaign: CampaignPage, redaction: Client) -> None:
    report = ReportPage.objects.first()
    Commitment.objects.filter(pk=report.commitment_id).update(state=Commitment.State.WITHDRAWN)
    editor = reverse("wagtailadmin_pages:edit", args=[report.pk])
    filled = querydict_from_html(redaction.get(editor).content.decode(), form_id="page-edit-form")
    answer = redaction.post(editor, {**filled.dict(), "body-count": "0", "action-submit": "1"})
    assert "Cet engagement n’est pas public" in answer.content.decode()
