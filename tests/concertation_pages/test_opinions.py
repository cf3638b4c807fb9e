"""What a citizen reads of the opinions of a body: recommendations by status, gaps said as gaps, nothing private."""

from dataclasses import dataclass
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.core.partial_dates import PartialDate
from cms.members.models import User
from cms.taxonomy.models import FollowUpStatus
from concertation_pages.models import (
    BodyFigure,
    CitizenBodyPage,
    OpinionPage,
    OpinionPublication,
    OpinionWork,
    TrackedItem,
)
from concertation_pages.tracking.deciding import accept
from concertation_pages.tracking.recording import Point, record
from home.models import FiguresPage
from tests.concertation_pages.tracking import STATUSES
from tests.factories import LocalAuthorityFactory, UseCasePageFactory, approve_submitted, publish
from tests.factories.concertations import (
    CitizenBodyPageFactory,
    ConcertationIndexPageFactory,
    FollowUpStatusFactory,
    OpinionIndexPageFactory,
    OpinionPageFactory,
)

pytestmark = pytest.mark.django_db

BODY = "/concertations/avis/ccnr/"
OPINION = f"{BODY}avis-1/"
API = "/api/v1/recherche/?type=recommandation"
MOST_QUERIES = 12


@dataclass
class Council:
    body: CitizenBodyPage
    opinion: OpinionPage
    statuses: dict[str, FollowUpStatus]
    author: User
    reviewer: User

    def say(self, code: str, status: str, **values: Any) -> None:
        """A point that somebody wrote from a document and that somebody else accepted."""
        point = Point(
            status=self.statuses[status],
            **{"author_name": "Ville de Rennes", "reason": "Lancé en 2024.", "source": "Bilan", **values},
        )
        item = TrackedItem.objects.get(page=self.opinion, code=code)
        accept(record(item, point, author=self.author), self.reviewer)


@pytest.fixture
def council(home, account) -> Council:
    index = OpinionIndexPageFactory(parent=ConcertationIndexPageFactory(parent=home))
    rennes = LocalAuthorityFactory(name="Ville de Rennes", slug="rennes")
    body = CitizenBodyPageFactory(parent=index, slug="ccnr", title="Conseil citoyen du numérique", authority=rennes)
    body.figures = [
        BodyFigure(label="composition", value="30 citoyens tirés au sort", source="Présentation"),
        BodyFigure(label="composition", value="20 citoyens", source="rennes.example", url="https://rennes.example/"),
        BodyFigure(label="réunions", value="36", source="Présentation"),
        BodyFigure(label="mandat", value="non daté", source="Présentation"),
    ]
    publish(body)
    opinion = OpinionPageFactory(
        parent=body,
        slug="avis-1",
        title="Avis 1",
        number=1,
        recommendation_count=17,
        recommendations=[*[""] * 16, "Cartographier les acteurs de la médiation."],
        date_note="Le site de Rennes dit janvier 2023",
    )
    opinion.published_dates = [
        OpinionPublication(label="Publié en juillet 2022", date=PartialDate(2022, 7), source="Présentation")
    ]
    opinion.works = [
        OpinionWork(starts=PartialDate(2022, 2), ends=PartialDate(2022, 6), subject="Grands enjeux"),
    ]
    publish(opinion)
    statuses = {
        slug: FollowUpStatusFactory(slug=slug, label=label, order=rank)
        for rank, (slug, label) in enumerate(STATUSES.items(), 1)
    }
    return Council(body, opinion, statuses, account("redaction"), account("relecteur"))


def read(client: Client, address: str) -> Any:
    return client.get(address, headers={"host": "localhost"})


def page(client: Client, address: str) -> BeautifulSoup:
    return BeautifulSoup(read(client, address).content, "html.parser")


def words(node: Any) -> str:
    return " ".join(node.get_text(" ").split())


def rows(shown: BeautifulSoup) -> list[str]:
    """The addresses that they keep, on one line or not."""
    return [row["id"] for row in shown.select("main tbody [id]")]


def found(client: Client, query: str = "") -> dict[str, str]:
    """Title to summary of the recommendations that the API gives."""
    return {item["titre"]: item["resume"] for item in read(client, API + query).json()["resultats"]}


def test_what_is_not_known_of_an_opinion_is_said_and_never_counted_as_nothing(council, client):
    shown = page(client, OPINION)
    key = [words(item) for item in shown.select(".suite__key li")]
    assert key == [*(f"{label} : non connu" for label in STATUSES.values()), "État non communiqué : 17"]
    assert len(rows(shown)) == 17
    assert words(shown.select("main tbody tr")[0]) == "1 à 16 textes non communiqués État non communiqué"
    assert "date à confirmer" in words(shown)
    assert "Le site de Rennes dit janvier 2023" in words(shown)
    assert "Février 2022 à juin 2022" in words(shown)
    body = page(client, BODY)
    composition = words(body.select_one("#dit-1").parent)
    assert "30 citoyens tirés au sort (Présentation)" in composition
    assert "20 citoyens ( rennes.example )" in composition
    assert "Les sources diffèrent" in composition
    assert words(body.select_one(".figures")) == "réunions 36 Présentation"
    publish(council.body.get_parent().get_parent().get_parent().add_child(instance=FiguresPage(title="Chiffres")))
    quoted = [words(one) for one in page(client, "/chiffres/").select("#cites .tally__one")]
    assert [said.split(" Périmètre")[0] for said in quoted] == [
        "20 citoyens (composition)",
        "30 citoyens tirés au sort (composition)",
        "36 réunions",
    ]


def test_an_accepted_point_is_on_every_page_at_the_next_request(council, client):
    assert set(found(client, "&suite=realisee")) == set()
    council.say("17", "realisee", as_of=PartialDate(2024, 10), proof_url="https://rennes.example/bilan")

    for address in (OPINION, BODY):
        assert "Réalisée : au moins 1" in [words(item) for item in page(client, address).select(".suite__key li")]
    row = words(page(client, OPINION).select_one("#n-17"))
    assert "Lancé en 2024. Octobre 2024, d’après Ville de Rennes (Bilan). Preuve" in row
    assert found(client, "&suite=realisee") == {"Préconisation 17": "Cartographier les acteurs de la médiation."}
    listed = page(client, "/concertations/avis/?type=recommandation&suite=realisee")
    assert [words(title) for title in listed.select(".record h3")][1:] == ["Préconisation 17"]
    everywhere = page(client, "/recherche/?q=médiation")
    assert f"{OPINION}#n-17" in {link["href"].removeprefix("http://localhost") for link in everywhere.select("h3 a")}


def test_recommendations_are_filtered_by_status_and_an_empty_answer_is_honest(council, client):
    council.say("17", "realisee")
    council.say("3", "non-programmee", reason="Hors budget.")

    assert rows(page(client, f"{OPINION}?suite=realisee")) == ["n-17"]
    assert rows(page(client, f"{OPINION}?suite=sans-etat&suite=non-programmee")) == [f"n-{n}" for n in range(1, 17)]
    refused = page(client, f"{OPINION}?suite=non-programmee")
    assert "Hors budget." in words(refused.select_one("#n-3"))
    assert refused.select_one("link[rel=canonical]")["href"].endswith(OPINION)
    empty = words(page(client, f"{OPINION}?suite=engagee").select_one(".empty"))
    assert "L’état de 15 préconisations sur 17 ne nous a pas été communiqué" in empty
    unknown = page(client, f"{OPINION}?suite=perdue")
    assert "« perdue » n’existe pas" in words(unknown)
    assert len(rows(unknown)) == 17


def test_lateness_is_said_only_of_what_is_known_not_to_be_done(council, client):
    for row in council.opinion.recommendations.all()[:4]:
        row.due, row.progress, row.response = PartialDate(2024), 40, "Nous étudions cette demande."
        row.save()
    council.say("1", "realisee")
    council.say("2", "engagee")
    shown = page(client, OPINION)
    said = {code: words(shown.select_one(f"#n-{code}")) for code in (1, 2, 3, 17)}
    assert {code: "en retard" in text for code, text in said.items()} == {1: False, 2: True, 3: False, 17: False}
    assert "Échéance : 2024, passée" in said[3]
    assert "Avancement : 40 %" in said[2]
    assert "Nous étudions cette demande." in said[2]


def test_only_a_public_page_is_linked_as_the_outcome(council, library, client):
    fiche = UseCasePageFactory(parent=library, title="Projet en secret", slug="portrea")
    row = council.opinion.recommendations.get(number=17)
    row.deliverable_page = fiche
    row.save()
    publish(council.opinion)
    fiche.unpublish()
    assert "Projet en secret" not in read(client, OPINION).content.decode()
    publish(fiche)
    link = page(client, OPINION).select_one("#n-17 a[href='/bibliotheque/portrea/']")
    assert words(link) == "Projet en secret"


def test_nothing_of_a_draft_or_of_a_restricted_page_is_read(council, client):
    OpinionPageFactory(parent=council.body, title="Avis en brouillon", slug="avis-2", live=False, recommendations=1)
    assert len(found(client)) == 10
    for address in (BODY, OPINION, "/concertations/avis/", "/recherche/?q=brouillon"):
        assert "Avis en brouillon" not in read(client, address).content.decode()
    council.body.unpublish()
    alone = read(client, OPINION).content.decode()
    assert council.body.title not in alone
    assert "Ville de Rennes" not in alone
    PageViewRestriction.objects.create(page=council.body, restriction_type=PageViewRestriction.LOGIN)
    assert found(client) == {}
    assert council.opinion.question not in read(client, "/concertations/avis/").content.decode()


def test_what_an_opinion_shows_of_its_body_follows_the_body(council, client):
    council.body.authority.name = "Rennes, ville"
    council.body.authority.save()
    council.body.title = "Conseil du numérique"
    publish(council.body)
    asked = read(client, "/api/v1/recherche/?type=avis&collectivite=rennes").json()
    assert [item["titre"] for item in asked["resultats"]] == ["Avis 1"]
    listed = words(page(client, "/concertations/avis/").select_one("main"))
    assert "Conseil citoyen du numérique" not in listed
    assert "1 avis, 17 préconisations" in listed


def test_numbered_recommendations_are_listed_in_their_order(council, client):
    assert list(found(client)) == [f"Préconisation {n}" for n in range(1, 11)]


@pytest.mark.parametrize("address", [OPINION, f"{OPINION}?suite=realisee", BODY, "/concertations/avis/"])
def test_pages_stay_within_their_budgets(council, client, address):
    council.say("17", "realisee")
    OpinionPageFactory(parent=council.body, title="Avis 2", slug="avis-2", recommendations=5)
    for known in ("/recherche/", f"{BODY}avis-2/"):  # what a process remembers of this version
        read(client, known)
    with CaptureQueriesContext(connection) as queries:
        shown = page(client, address)
    statements = [query["sql"] for query in queries]
    assert len(statements) <= MOST_QUERIES
    assert len(set(statements)) == len(statements)
    assert len(shown.select("*")) - len(shown.select("svg *")) <= 350


def post_data(*, submit: bool = False, **answers: Any) -> dict[str, Any]:
    names = ("published_dates", "works", "recommendations", "sources", "comments")
    data: dict[str, Any] = {name: inline_formset(answers.pop(name, [])) for name in names}
    data |= {"body": streamfield([]), "tags": ""}
    return nested_form_data(data) | answers | ({"action-submit": "1"} if submit else {})


def recommendation(number: int, text: str = "") -> dict[str, Any]:
    empty = ("heading", "department", "due", "progress", "response", "deliverable", "deliverable_page")
    return {"number": number, "text": text, **dict.fromkeys((*empty, "deliverable_url", "axis"), "")}


def test_an_editor_numbers_recommendations_once_and_counts_them_all(council, redaction, client):
    add = reverse("wagtailadmin_pages:add", args=("concertation_pages", "opinionpage", council.body.pk))
    answers = {"title": "Avis 3", "slug": "avis-3", "number": 3, "question": "Et demain ?"}
    twice = [recommendation(1), recommendation(2), recommendation(2)]

    refused = redaction.post(add, post_data(**answers, recommendations=twice, recommendation_count=1))
    form = refused.context["form"]
    assert form.errors["recommendation_count"] == [
        "L’avis compte au moins 3 préconisations, d’après les lignes saisies."
    ]
    assert [list(row.values()) for row in form.formsets["recommendations"].errors] == [
        [],
        [],
        [["La préconisation 2 figure déjà plus haut."]],
    ]
    assert not OpinionPage.objects.filter(slug="avis-3").exists()

    kept = [recommendation(1, "Former les agents."), recommendation(2)]
    redaction.post(add, post_data(submit=True, **answers, recommendations=kept, recommendation_count=4))
    approve_submitted()
    client.logout()
    shown = page(client, f"{BODY}avis-3/")
    assert "Former les agents." in words(shown.select_one("#n-1"))
    assert "2 autres préconisations ne sont pas encore saisies" in words(shown)
    assert "État non communiqué : 4" in words(shown)


def test_a_recommendation_with_a_history_keeps_its_number(council, redaction):
    council.say("17", "realisee")
    edit = reverse("wagtailadmin_pages:edit", args=(council.opinion.pk,))
    kept = council.opinion.recommendations.order_by("number")
    numbers = {row.number: {**recommendation(row.number, row.text), "id": row.pk} for row in kept}

    def errors(**changed: int) -> dict[int, list[str]]:
        rows = [{**row, "number": changed.get(f"n{number}", number)} for number, row in numbers.items()]
        formset = inline_formset(rows, initial=len(rows))
        data = post_data(title="Avis 1", slug="avis-1", number=1, question="Et demain ?", recommendation_count=20)
        data = {name: value for name, value in data.items() if not name.startswith("recommendations-")}
        answer = redaction.post(edit, data | nested_form_data({"recommendations": formset}))
        if answer.status_code == 302:
            return {}
        found = answer.context["form"].formsets["recommendations"].errors
        return {rank: row["number"] for rank, row in enumerate(found, 1) if row}

    assert errors(n17=18) == {
        17: ["La préconisation 17 a un historique public ou à valider : corrigez son texte, pas son numéro."]
    }
    assert list(errors(n17=18, n16=17)) == [16, 17]
    assert errors(n16=19) == {}
