"""`/chiffres/`: every figure that the public site quotes, its source, and what the site counts beside it."""

import csv
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms.core.figures import counts
from cms.workflow.checks import blocking_findings
from home.models import EventFigure, EventPage, FiguresPage, HomePage, NewsIndexPage, StandardPage
from home.models.figures import SHOWN
from home.quoted.figures import BESIDE
from library_pages.models import LibraryIndexPage, Result
from tests.commits import run_pending
from tests.factories import StandardPageFactory, UseCasePageFactory, publish

pytestmark = pytest.mark.once
MOST_QUERIES = 12
MOST_ELEMENTS = 300
"""Of the 350 that a page has: here the menus are nearly empty."""


def figure(number: str, label: str, date: str, counted: str = "") -> tuple[str, dict[str, Any]]:
    source = {"title": f"Document de {date}", "url": "https://example.org/"}
    said = {"number": number, "unit": "", "label": label, "scope": "France", "date": date}
    return "figure", said | {"source": source, "counted": counted}


@pytest.fixture
def figures_page(home: HomePage) -> FiguresPage:
    page: FiguresPage = home.add_child(instance=FiguresPage(title="Chiffres", slug="chiffres"))
    publish(page)
    return page


@pytest.fixture
def quoting(home: HomePage, library: LibraryIndexPage, figures_page: FiguresPage) -> StandardPage:
    """A page with three figures in its body, an event with one in a row, a fiche with a result."""
    page: StandardPage = StandardPageFactory(parent=home, title="Étude")
    page.body = [
        figure("84", "des besoins couverts ailleurs", "2025-03"),
        figure("23", "territoires engagés", "2025-02", "concertation"),
        figure("25 sur 35", "territoires participants", "2025-03", "concertation"),
    ]
    publish(page)
    news = home.add_child(instance=NewsIndexPage(title="Actualités", slug="actualites"))
    publish(news)
    event = EventPage(title="Forum", slug="forum", start="2025-03-10", summary="Le forum annuel.")
    event.figures.set([EventFigure(value="1 300", label="élus et agents", date="2025-03", source_title="Communiqué")])
    news.add_child(instance=event)
    publish(event)
    fiche = UseCasePageFactory(parent=library, title="Fuites")
    fiche.results = [Result(indicator="débit de fuite", before="26", after="13", unit="m³/h", source="Le Sicoval")]
    publish(fiche)
    run_pending()
    return page


def read(client: Client, address: str = "/chiffres/") -> Any:
    answer = client.get(address, headers={"host": "localhost"})
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def words(node: Any) -> str:
    return " ".join(node.get_text(" ").split())


def test_each_figure_stands_with_its_source_and_the_page_that_quotes_it(quoting: StandardPage, client: Client) -> None:
    shown = read(client).select_one("#cites")
    listed = {words(one.h3): words(one) for one in shown.select(".tally__one")}
    assert set(listed) == {"des besoins couverts ailleurs", "élus et agents", "débit de fuite (26 avant)"}
    assert (
        "Périmètre : France. Date : mars 2025 . Source : Document de 2025-03" in listed["des besoins couverts ailleurs"]
    )
    assert "13 m³/h" in listed["débit de fuite (26 avant)"]
    assert {"/etude/", "/actualites/forum/", "/bibliotheque/fuites/"} <= {link["href"] for link in shown.select("a")}


def test_values_that_contradict_one_another_stand_beside_what_the_site_counts(
    quoting: StandardPage, client: Client
) -> None:
    territories = read(client).select_one("#comptes #concertation")
    assert words(territories.strong) == "0"
    quoted = [words(item) for item in territories.select(".quoted li")]
    assert [said.split(" territoires")[0] for said in quoted] == ["25 sur 35", "23"]
    assert "Document de 2025-02" in quoted[1]


@pytest.mark.parametrize("hidden", ["offline", "restricted", "draft"])
def test_only_what_anybody_may_read_is_listed(quoting: StandardPage, client: Client, hidden: str) -> None:
    if hidden == "offline":
        quoting.unpublish()
    elif hidden == "restricted":
        PageViewRestriction.objects.create(page=quoting, restriction_type=PageViewRestriction.LOGIN)
    else:
        quoting.body = [figure("99", "un brouillon", "2026")]
        quoting.save_revision()
    run_pending()
    page = words(read(client))
    assert "un brouillon" not in page
    assert ("des besoins couverts ailleurs" in page) == (hidden == "draft")


def test_the_file_has_a_line_for_each_figure(quoting: StandardPage, client: Client) -> None:
    answer = client.get("/chiffres/export.csv", headers={"host": "localhost"})
    lines = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert len(lines) == 5
    (engaged,) = [line for line in lines if line["Valeur"] == "23"]
    assert engaged["Adresse de la page"].endswith("/etude/")
    assert (engaged["Date"], engaged["Compté"]) == ("2025-02", "0")


def test_the_page_made_again_asks_little(quoting: StandardPage, client: Client) -> None:
    read(client)
    with CaptureQueriesContext(connection) as asked:
        read(client)
    assert len(asked) <= MOST_QUERIES, [query["sql"][:120] for query in asked]


def test_a_row_without_source_or_date_is_a_draft_that_nobody_publishes(quoting: StandardPage) -> None:
    event = EventPage.objects.get().get_latest_revision_as_object()
    event.figures = [EventFigure(value="7", label="partenaires")]
    found = blocking_findings(event)
    assert [finding.text for finding in found] == [
        "Le chiffre «\u00a07\u00a0» n’a pas de source.",
        "Le chiffre «\u00a07\u00a0» n’a pas de date.",
    ]
    row_form = EventPage.get_edit_handler().get_form_class().formsets["figures"].form
    typed = row_form({"value": "7", "label": "partenaires"})
    assert set(typed.errors) == {"date", "source_title"}
    draft = row_form({"value": "7", "label": "partenaires"})
    draft.defer_required_fields()
    assert draft.is_valid()


def test_the_page_stays_light_whatever_is_quoted(quoting: StandardPage, client: Client) -> None:
    every = [figure(f"{number}", f"mesure {number}", "2025", key) for key in counts() for number in range(6)]
    others = [figure(f"{number}", f"autre mesure {number}", "2025") for number in range(SHOWN + 1)]
    quoting.body = [*every, *others]
    publish(quoting)
    for number in range(4):
        other: StandardPage = StandardPageFactory(parent=quoting.get_parent().specific, title=f"Étude {number}")
        other.body = quoting.body
        publish(other)
    run_pending()

    page = read(client)

    assert len(page.select("*")) <= MOST_ELEMENTS
    beside = [words(item) for item in page.select("#comptes #concertation .quoted li")]
    assert len(beside) == BESIDE + 1
    assert "et 4 autres pages" in beside[0]
    assert beside[-1] == (
        "Aussi, dans le fichier au bas de la page : 2 (Document de 2025, 2025) ; 3 (Document de 2025, 2025) ; "
        "4 (Document de 2025, 2025) ; 5 (Document de 2025, 2025)."
    )
