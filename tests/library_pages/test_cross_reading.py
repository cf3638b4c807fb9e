"""The charters read across, principle by principle."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from wagtail.models import PageViewRestriction

from library_pages.models import CharterClause, CharterPage
from tests.factories import (
    CharterPageFactory,
    LocalAuthorityFactory,
    ManifestoChapterPageFactory,
    ManifestoPageFactory,
    publish,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/chartes/lecture-croisee/"
BUDGET = 240
"""Elements of a page beside those of the frame of the site, which are a hundred with all its menus."""
STATEMENTS = {"S": ["garantir une IA équitable", "rendre transparent"], "D": ["définir des cadres", "partager"]}


def clause(text: str, principles: str = "", code: str = "") -> CharterClause:
    return CharterClause(text=text, principles=principles, code=code)


def soup(client: Any, **parameters: Any) -> BeautifulSoup:
    response = client.get(ADDRESS, parameters)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def table(html: BeautifulSoup) -> list[list[str]]:
    """The words of each row, that of the header first; rows of axes have one cell."""
    return [[" ".join(cell.text.split()) for cell in row.select("th, td")] for row in html.select("table tr")]


def row(html: BeautifulSoup, code: str) -> list[str]:
    return next(cells for name, *cells in table(html) if name.startswith(code))


@pytest.fixture
def manifesto(home):
    page = ManifestoPageFactory(parent=home)
    for code, statements in STATEMENTS.items():
        title = f"Axe {code}"
        ManifestoChapterPageFactory(
            parent=page, title=title, slug=f"axe-{code.lower()}", code=code, statements=statements
        )
    return page


@pytest.fixture
def three(charters, manifesto):
    """Known in full, known in part, read beside no principle."""
    nantes = LocalAuthorityFactory(slug="nantes", name="Nantes Métropole")
    arras = LocalAuthorityFactory(slug="arras", name="Arras")
    return [
        CharterPageFactory(
            parent=charters,
            title="Boussole",
            slug="boussole",
            authorities=[nantes],
            clauses=[clause("Équité", "S-1"), clause("Sobriété"), clause("Équité encore", "S-1 D-2")],
            full_text_recorded=True,
            compared_with="S-1 S-2 D-1 D-2",
        ),
        CharterPageFactory(
            parent=charters,
            title="Charte",
            slug="charte",
            authorities=[arras],
            clauses=[clause("Ouverture", "S-2 Z-9")],
        ),
        CharterPageFactory(parent=charters, title="Zone", slug="zone", authorities=[LocalAuthorityFactory(name="Zuy")]),
    ]


def test_each_cell_says_which_clauses_or_what_may_be_said(client, three):
    html = soup(client)

    assert [cell.partition(" ")[0] for cell in table(html)[0]] == ["Principe", "Charte", "Boussole", "Zone"]
    assert row(html, "S-1") == ["non relevée", "C-1, C-3", "non relevée"]
    assert row(html, "S-2") == ["C-1", "clause absente", "non relevée"]
    assert row(html, "D-1") == ["non relevée", "clause absente", "non relevée"]
    assert "1 texte" in next(cells[0] for cells in table(html) if cells[0].startswith("S-1"))
    assert "Z-9" not in html.text


def test_a_cell_opens_the_exact_clause(client, three):
    links = [link["href"] for link in soup(client).select(".cross-reading__covered a")]

    assert links == [
        "/chartes/boussole/#c-1",
        "/chartes/boussole/#c-3",
        "/chartes/charte/#c-1",
        "/chartes/boussole/#c-3",
    ]
    for link in links:
        path, _, anchor = link.partition("#")
        assert BeautifulSoup(client.get(path).content, "html.parser").select_one(f"li#{anchor}")


def test_the_table_is_one_for_a_screen_reader(client, three):
    html = soup(client)

    assert html.select_one("table > caption").text
    assert {cell["scope"] for cell in html.select("thead th")} == {"col"}
    assert [cell["scope"] for cell in html.select("tbody tr > :first-child")] == [
        *("rowgroup", "row", "row"),
        *("rowgroup", "row", "row"),
    ]
    assert not html.select("thead td, tbody th:not(:first-child)")
    region = html.select_one(".cross-reading")
    assert (region["role"], region["tabindex"]) == ("region", "0")
    assert html.find(id=region["aria-labelledby"])


def test_clauses_are_absent_of_a_text_that_is_known_in_full_and_of_no_other(client, three):
    absent = soup(client, charte="boussole").select_one("#absentes")
    assert [item.text.split()[0] for item in absent.select("li")] == ["S-2", "D-1"]

    unknown = soup(client, charte="charte").select_one("#absentes")
    assert "n’est pas saisi" in unknown.text
    assert not unknown.select("li")
    assert not soup(client, charte=["charte", "boussole"]).select("#absentes")


def test_nobody_is_said_to_lack_a_principle_that_nobody_looked_for(client, three, manifesto):
    ManifestoChapterPageFactory(
        parent=manifesto, title="Axe E", slug="axe-e", code="E", statements=["mesurer l’empreinte"]
    )
    assert row(soup(client), "E-1") == ["non relevée dans ces textes"]
    alone = soup(client, charte="boussole").select_one("#absentes")
    assert [item.text.split()[0] for item in alone.select("li")] == ["S-2", "D-1"]
    assert "n’a pas cherché dans tout le texte le principe E-1" in " ".join(alone.text.split())

    three[0].compared_with = ""
    three[0].save()
    publish(three[0])
    assert row(soup(client), "S-2") == ["C-1", "non relevée", "non relevée"]
    assert not soup(client, charte="boussole").select("#absentes li")


def test_four_texts_leave_no_room_for_another_and_many_others_are_counted(client, charters, three):
    for number in range(8):
        CharterPageFactory(parent=charters, slug=f"charte-{number}")
    chosen = soup(client, charte=["boussole", "charte", "zone", "charte-0"], q="charte").select_one("section.no-print")
    assert "Quatre textes au plus" in chosen.text
    assert "Aucun" not in chosen.text
    assert not chosen.select("form")

    alone = soup(client, charte="boussole").select_one("section.no-print")
    assert len(alone.select("li")) == 6
    assert "et 4 autres" in alone.text


def test_charters_are_chosen_by_the_address_and_by_words(client, three):
    chosen = soup(client, charte=["zone", "inconnue", "boussole"])
    assert [cell.partition(" ")[0] for cell in table(chosen)[0][1:]] == ["Zone", "Boussole"]
    assert "inconnue" in chosen.select_one(".notice").text
    assert chosen.select_one(
        '#choisir ~ ul a[href="/chartes/lecture-croisee/?charte=zone&charte=boussole&charte=charte"]'
    )

    found = soup(client, q="metropole nantes")
    assert [cell.partition(" ")[0] for cell in table(found)[0][1:]] == ["Boussole"]
    assert "Aucun texte" in soup(client, q="introuvable").text
    assert client.get(ADDRESS, {"page": "2"}).status_code == 404


def test_what_is_not_public_is_in_no_column(client, three):
    draft, private, gone = three
    draft.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type="login")

    assert len(table(soup(client))[0]) == 2
    gone.full_text_recorded = True
    gone.save_revision()
    assert row(soup(client), "S-1") == ["non relevée"]


def test_the_files_hold_the_whole_matrix(client, three):
    shown = soup(client)
    text = client.get(f"{ADDRESS}export.csv").content.decode().removeprefix("\ufeff")
    lines = list(csv.reader(StringIO(text), delimiter=";"))
    assert lines[0][:6] == ["Code", "Principe", "Axe", "Charte (Arras)", "Boussole (Nantes Métropole)", "Zone (Zuy)"]
    assert {line[0]: line[3:6] for line in lines[1:]} == {
        code: row(shown, code) for code in ("S-1", "S-2", "D-1", "D-2")
    }
    assert "Licence Ouverte 2.0" in lines[1]

    book = load_workbook(BytesIO(client.get(f"{ADDRESS}export.xlsx").content))
    assert [[cell.value for cell in cells] for cells in book.worksheets[0].iter_rows()] == [line[:6] for line in lines]
    assert [cell.value for cell in book["Textes"][3]] == [
        "Boussole",
        "Nantes Métropole",
        "http://testserver/chartes/boussole/",
        "oui",
        "S-1, S-2, D-1, D-2",
    ]


def test_three_or_sixty_charters_cost_the_same_and_stay_small(client, charters, manifesto, three):
    with transaction.atomic():
        for number in range(57):
            CharterPageFactory(
                parent=charters,
                slug=f"charte-{number}",
                authorities=[three[0].authorities.first().authority],
                clauses=[clause(f"Clause {rank}", "S-1 S-2 D-1 D-2") for rank in range(3 if number % 5 else 12)],
            )
    client.get("/chartes/")
    seen, number = set(), 1
    while number:
        with CaptureQueriesContext(connection) as queries:
            html = soup(client, page=number)
        assert len(queries) <= 12, "\n".join(query["sql"] for query in queries)
        assert len(html.select("main *")) <= BUDGET
        columns = [link["href"] for link in html.select("thead th > a:first-child")]
        assert 1 <= len(columns) <= 6
        seen |= set(columns)
        number = number + 1 if html.select_one('a[rel="next"]') else 0
    assert len(seen) == 60
    heavy = soup(client, charte=[f"charte-{number}" for number in (0, 5, 10, 15)])
    assert len(heavy.select("main *")) <= BUDGET
    assert "Laissés de côté" in heavy.select_one(".notice").text


def test_nothing_to_read_is_said(client, charters, manifesto):
    nothing = soup(client)
    assert not nothing.select("table")
    assert "0 texte, 4 principes." in " ".join(nothing.text.split())
    CharterPageFactory(parent=charters, slug="seule")
    assert "Aucune clause n’a encore été rapprochée d’un principe" in soup(client).text


def test_a_charter_is_found_under_the_axes_of_what_it_covers(client, three, manifesto):
    def found(axis: str) -> list[str]:
        answer = client.get("/api/v1/recherche/", {"type": "charte", "axe": axis}).json()
        return sorted(result["titre"] for result in answer.get("resultats", []))

    assert found("axe-s") == ["Boussole", "Charte"]
    assert found("axe-d") == ["Boussole"]
    publish_clauses(three[2], "D-1")
    assert found("axe-d") == ["Boussole", "Zone"]
    chapter = manifesto.get_children().get(slug="axe-d").specific
    chapter.slug = "axe-democratie"
    chapter.save()
    assert found("axe-democratie") == ["Boussole", "Zone"]
    hidden = ManifestoPageFactory(parent=manifesto.get_parent(), slug="interne")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    chapter.move(hidden, pos="last-child")
    assert found("axe-democratie") == []
    assert found("axe-s") == ["Boussole", "Charte"]


def publish_clauses(page: CharterPage, principles: str) -> None:
    page.clauses = [clause("Nouvelle", principles)]
    page.save()
    publish(page)


def test_the_code_of_a_clause_is_never_given_again(charters):
    page = CharterPageFactory(parent=charters, clauses=["Une", "Deux", "Trois"])
    assert [row.code for row in page.clauses.all()] == ["C-1", "C-2", "C-3"]
    older = page.save_revision()

    page.clauses = [*list(page.clauses.all())[:2], clause("Quatre")]
    page.save()
    assert [row.code for row in page.clauses.all()] == ["C-1", "C-2", "C-4"]

    back = older.as_object()
    back.clauses = [*back.clauses.all(), clause("Cinq")]
    kept = back.save_revision().as_object().clauses.all()
    assert sorted(row.code for row in kept) == ["C-1", "C-2", "C-3", "C-5"]


def test_the_page_of_a_charter_shows_what_its_clauses_cover(client, three):
    page = CharterPage.objects.get(slug="charte")
    assert [(passage.anchor, passage.label, passage.text) for passage in page.passages()] == [
        ("c-1", "Clause C-1", "Ouverture")
    ]
    html = BeautifulSoup(client.get("/chartes/charte/").content, "html.parser")
    covered = html.select_one("li#c-1 .segments__meta")
    assert "Z-9" in covered.text
    assert [link["href"] for link in covered.select("a")] == ["/manifeste/axe-s/#s-2"]
    assert "il peut en manquer" in html.select_one("#clauses").text


def test_a_charter_tells_which_others_have_its_words(client, three):
    CharterPageFactory(parent=three[0].get_parent(), title="Écho", slug="echo", clauses=["sobriete", "Seule"])
    shared = BeautifulSoup(client.get("/chartes/boussole/").content, "html.parser").select_one("#partagees dl")
    assert [link["href"] for link in shared.select("a")] == ["#c-2", "/chartes/echo/#c-1"]
    assert "1 autre texte" in shared.text

    CharterPage.objects.get(slug="echo").unpublish()
    assert "partagees" not in client.get("/chartes/boussole/").content.decode()


def test_a_charter_under_a_restriction_leads_to_no_reading_of_it(redaction, three):
    assert "?charte=boussole" in redaction.get("/chartes/boussole/").content.decode()
    PageViewRestriction.objects.create(page=three[0], restriction_type="login")
    restricted = redaction.get("/chartes/boussole/")
    assert restricted.status_code == 200
    assert "?charte=boussole" not in restricted.content.decode()


def test_forty_clauses_that_others_have_are_counted_in_few_elements(client, three):
    texts = [f"Clause {rank}" for rank in range(40)]
    for slug in ("longue", *(f"echo-{number}" for number in range(4))):
        CharterPageFactory(parent=three[0].get_parent(), slug=slug, clauses=texts)
    html = BeautifulSoup(client.get("/chartes/longue/").content, "html.parser")

    shared = html.select_one("#partagees")
    by_name = [f"?passage=c-{number}#c-{number}" for number in (1, 2, 3, 40)]
    assert [link["href"] for link in shared.select("dt a")] == by_name[:3]
    assert "C-40 dans 4 autres textes." in shared.text
    assert len(shared.select("*")) <= 30

    assert not html.select_one("#c-40"), "too many for one page"
    assert "Clauses relevées 40" in " ".join(html.select_one(".brief").get_text().split())
    last = BeautifulSoup(client.get(f"/chartes/longue/{by_name[-1]}").content, "html.parser")
    assert last.select_one("li#c-40 [data-cite]")["href"] == f"/chartes/longue/{by_name[-1]}"
    assert last.select_one("link[rel=canonical]")["href"].endswith("/chartes/longue/?page=2")
    assert last.title.get_text().split(" – ")[0].strip() == "Page 2"
    whole = BeautifulSoup(client.get(html.select_one("[data-passages] a")["href"]).content, "html.parser")
    assert len(whole.select("#clauses li")) == 40
    assert client.get("/chartes/longue/?page=9").status_code == 404
