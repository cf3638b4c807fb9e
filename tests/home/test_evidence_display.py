"""What a visitor reads of the links between the manifesto and the field, in both directions."""

import csv

import pytest
from bs4 import BeautifulSoup
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms.taxonomy.models import EvidenceNature
from home.evidence.display import shared
from home.evidence.links import Evidence, Link, origin
from home.models import EvidenceIndexPage, EvidencePage
from library_pages.models import CharterClause
from search.vocabularies import principles
from search.vocabulary_rows import Rows
from tests.commits import run_pending
from tests.factories import (
    CharterIndexPageFactory,
    CharterPageFactory,
    ManifestoChapterPageFactory,
    ManifestoPageFactory,
    UseCasePageFactory,
    publish,
)

pytestmark = pytest.mark.once

QUOTED = "payée en fonction des économies d’eau constatées"
CHAPTER = "/manifeste/utilite/"


def page(client, address):
    response = client.get(address, headers={"host": "localhost"})
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def words(node):
    return " ".join(node.get_text().split())


def tally(soup, principle="u-1"):
    """Verb to number, as written under a principle."""
    return {
        words(item).split()[1]: int(words(item).split()[0]) for item in soup.select(f"#{principle} .evidence__tally li")
    }


def listed(client, query=""):
    answer = client.get(f"/api/v1/recherche/?type=preuve{query}", headers={"host": "localhost"})
    return answer.json()


@pytest.fixture
def manifesto(home):
    manifesto = ManifestoPageFactory(parent=home)
    ManifestoChapterPageFactory(
        parent=manifesto,
        title="L’utilité",
        slug="utilite",
        code="U",
        statements=["un besoin réel", "un impact maîtrisé"],
    )
    manifesto.add_child(instance=EvidenceIndexPage(title="Ce qu’en disent les territoires", slug="preuves"))
    return manifesto


@pytest.fixture
def fiche(library):
    return UseCasePageFactory(parent=library, title="Fuites d’eau", summary=f"La prestation est {QUOTED}.")


@pytest.fixture
def charter(home):
    index = CharterIndexPageFactory(parent=home)
    return CharterPageFactory(parent=index, title="Charte de la donnée", clauses=["Besoin réel", "Contrôle humain"])


@pytest.fixture
def link(manifesto):
    """`link(target, "confirme", "U-1", quotation)`: a published link."""

    def make(target, nature, code, quotation, anchor=""):
        run_pending()
        evidence = EvidencePage(
            principle_code=code, nature=nature, target=target, quotation=quotation, target_anchor=anchor
        )
        with transaction.atomic():
            evidence.complete()
            EvidenceIndexPage.objects.get().add_child(instance=evidence)
        return evidence

    return make


@pytest.fixture
def linked(link, fiche, charter):
    """Two links to U-1, none to U-2."""
    return (
        link(fiche, EvidenceNature.ILLUSTRATES, "U-1", QUOTED),
        link(charter, EvidenceNature.CONTRADICTS, "U-1", "Besoin réel", anchor="c-1"),
    )


def test_a_principle_shows_its_counts_and_its_quotations(linked, client):
    soup = page(client, CHAPTER)

    assert words(soup.select_one(".page-head__kicker")) == "Manifeste, axe 1 sur 1"
    assert tally(soup) == {"illustre": 1, "confirme": 0, "nuance": 0, "contredit": 1}
    quotation = soup.select_one("#u-1 .evidence__list li")
    assert QUOTED in words(quotation)
    assert "Fuites d’eau, fiche de ce site · détail" in words(quotation)
    assert quotation.select_one("a")["href"] == "/bibliotheque/fuites-deau/"
    assert "/chartes/charte-de-la-donnee/#c-1" in [link["href"] for link in soup.select("#u-1 a")]


def test_however_many_principles_each_quotes_something_and_leaves_a_contradiction_out_last():
    rows = [
        Link(
            key, "", "U-1", nature, target=key, title="", passage="", anchor="", territory="", kept_address="", kind=""
        )
        for key, nature in enumerate((EvidenceNature.ILLUSTRATES, EvidenceNature.CONTRADICTS))
    ]
    for evidence in shared([Evidence("U-1", rows)] * 9):
        assert [link.nature for link in evidence.shown] == [EvidenceNature.CONTRADICTS]


def test_the_site_signs_no_words_that_others_may_have_written():
    assert [origin(kind, "") for kind in ("communique", "avis", "publication")] == ["", "", ""]


def test_the_file_of_the_links_says_what_is_linked_to_what(linked, client):
    lines = client.get("/manifeste/preuves/export.csv", headers={"host": "localhost"}).getvalue().decode("utf-8-sig")
    rows = {row["Contenu cité"]: row for row in csv.DictReader(lines.splitlines(), delimiter=";")}
    clause = rows["Charte de la donnée"]
    assert clause["Adresse du passage cité"] == "http://localhost/chartes/charte-de-la-donnee/#c-1"
    assert clause["Passage cité"].endswith("C-1")
    assert (clause["Nature de la preuve"], clause["Principe"]) == ("Contredit", "U-1, un besoin réel")
    assert rows["Fuites d’eau"]["Passage cité"] == ""


def test_a_principle_without_evidence_says_so_and_where_there_is_some(linked, link, client, fiche, charter):
    link(fiche, EvidenceNature.ILLUSTRATES, "", QUOTED)
    with transaction.atomic():
        charter.clauses = [CharterClause(text="Besoin réel", principles="U-2")]
        charter.save()
    soup = page(client, CHAPTER)

    assert "Aucune preuve reliée" in words(soup.select_one("#u-2 .evidence"))
    whole = soup.select_one("#u-2 .evidence__foot a")
    assert words(whole) == "1 preuve sur le manifeste dans son ensemble"
    assert whole["href"] == "/manifeste/preuves/?principe=manifeste"
    assert "1 texte a une clause à ce sujet, selon la rédaction" in words(soup.select_one("#u-2 .evidence__foot"))
    assert soup.select("#u-2 .evidence__foot a")[-1]["href"] == "/chartes/lecture-croisee/"
    assert "clause" not in words(soup.select_one("#u-1 .evidence__foot"))
    bare = page(client, "/manifeste/preuves/").select_one("[aria-labelledby=sans-preuve-t]")
    assert [link["href"] for link in bare.select("a")] == [f"{CHAPTER}#u-2"]


def test_a_content_says_which_principles_it_speaks_to(linked, client, fiche, charter):
    of_fiche = page(client, "/bibliotheque/fuites-deau/").select_one("#manifeste")
    of_charter = page(client, "/chartes/charte-de-la-donnee/").select_one("#manifeste")

    assert "Illustre le principe U-1" in words(of_fiche)
    assert of_fiche.select_one("li a")["href"] == f"{CHAPTER}#u-1"
    assert [link["href"] for link in of_charter.select("li a")] == ["#c-1", f"{CHAPTER}#u-1"]


def test_links_are_listed_and_narrowed(linked, client):
    assert listed(client)["total"] == 2
    assert listed(client, "&nature-preuve=contredit")["total"] == 1
    assert listed(client, "&principe=u-1&axe=utilite")["total"] == 2
    answer = client.get("/api/v1/recherche/?axe=utilite", headers={"host": "localhost"}).json()
    assert {item["type"] for item in answer["resultats"]} >= {"fiche", "charte", "preuve"}


def unpublish(target):
    target.unpublish()


def restrict(target):
    PageViewRestriction.objects.create(page=target, restriction_type="login")


def delete(target):
    target.delete()


def rewrite(target):
    target.summary = "Un autre résumé."
    target.save()


@pytest.mark.parametrize("hide", [unpublish, restrict, delete, rewrite])
def test_what_can_no_longer_be_read_is_no_longer_quoted(linked, client, fiche, hide):
    """Its link stays, with the title and the address of what it quoted, and counts for nothing."""
    assert QUOTED in words(page(client, CHAPTER))
    with transaction.atomic():
        hide(fiche)

    soup = page(client, CHAPTER)
    assert QUOTED not in words(soup)
    assert tally(soup)["illustre"] == 0
    gone = soup.select_one("#u-1 .evidence__list--gone")
    assert "Fuites d’eau" in words(gone)
    assert "/bibliotheque/fuites-deau/" in words(gone)
    assert "/bibliotheque/fuites-deau/" not in [link.get("href") for link in gone.select("a")]
    assert listed(client)["total"] == 1
    own = page(client, linked[0].url)
    assert QUOTED not in words(own)
    assert QUOTED not in str(own.head)


def test_what_is_quoted_has_its_name_of_today_then_the_last_one_known(linked, client, fiche):
    with transaction.atomic():
        fiche.title = "Repérer les fuites"
        fiche.save()

    own = page(client, linked[0].url)
    for shown in (page(client, CHAPTER).select_one("#u-1"), own.h1, own.title):
        assert "Repérer les fuites" in words(shown)
        assert "Fuites d’eau" not in words(shown)
    with transaction.atomic():
        fiche.unpublish()
    assert "Fuites d’eau" in words(page(client, linked[0].url).h1)


def test_a_clause_that_is_gone_is_quoted_no_more_wherever_else_its_words_are(linked, client, charter):
    with transaction.atomic():
        charter.summary = "Elle part d’un Besoin réel."
        charter.clauses = [CharterClause(text="Contrôle humain")]
        charter.save()

    assert tally(page(client, CHAPTER)) == {"illustre": 1, "confirme": 0, "nuance": 0, "contredit": 0}
    assert listed(client, "&nature-preuve=contredit")["total"] == 0
    answer = client.get("/api/v1/recherche/?axe=utilite&type=charte", headers={"host": "localhost"}).json()
    assert answer["total"] == 0


def test_what_is_quoted_no_more_is_still_listed_and_never_said_not_to_have_been(linked, client, fiche, charter):
    with transaction.atomic():
        fiche.unpublish()
        charter.unpublish()

    of_principle = page(client, CHAPTER).select_one("#u-1 .evidence")
    assert "Aucune preuve lisible aujourd’hui" in words(of_principle)
    assert "ni pour, ni contre" not in words(of_principle)
    details = [link["href"] for link in of_principle.select(".evidence__list--gone a")]
    assert details == [link.url for link in linked]
    index = page(client, "/manifeste/preuves/")
    gone = index.select_one("#illisibles").parent
    assert "2 liens dont le texte cité n’est plus lisible" in words(gone)
    assert "Charte de la donnée, Clause C-1, /chartes/charte-de-la-donnee/" in words(gone)
    bare = index.select_one("[aria-labelledby=sans-preuve-t]")
    assert [link["href"] for link in bare.select("a")] == [f"{CHAPTER}#u-2"]


def test_a_chapter_made_again_finds_its_links_again(linked, client, manifesto):
    with transaction.atomic():
        manifesto.get_children().get(slug="utilite").delete()
    assert "Le principe n’est plus en ligne" in words(page(client, linked[0].url))
    with transaction.atomic():
        chapter = ManifestoChapterPageFactory(parent=manifesto, slug="utilite", code="U", statements=["un besoin réel"])
        publish(chapter)

    assert tally(page(client, CHAPTER))["illustre"] == 1


def test_principles_are_listed_in_the_order_of_the_manifesto(link, client, manifesto, fiche):
    ManifestoChapterPageFactory(parent=manifesto, slug="social", code="S", statements=["dit"] * 10)
    for code in ("S-10", "S-2"):
        link(fiche, EvidenceNature.CONFIRMS, code, QUOTED)

    run_pending()
    assert list(principles(["s-10", "s-2"], Rows()).labels) == ["s-2", "s-10", "manifeste"]


def test_a_chapter_taken_offline_takes_its_axis_with_it(linked, client, manifesto):
    chapter = manifesto.get_children().get(slug="utilite").specific
    with transaction.atomic():
        PageViewRestriction.objects.create(page=chapter, restriction_type="login")

    assert listed(client)["total"] == 0
    fiches = client.get("/api/v1/recherche/?type=fiche", headers={"host": "localhost"}).json()
    assert fiches["facettes"].get("axe", []) == []
    assert page(client, "/bibliotheque/fuites-deau/").select_one("#manifeste") is None


def test_a_target_that_changes_hands_leaves_no_axis_behind(linked, client, charter):
    evidence = linked[0]
    with transaction.atomic():
        evidence.target, evidence.quotation = charter, "Contrôle humain"
        evidence.save()

    of_axis = client.get("/api/v1/recherche/?axe=utilite&type=fiche", headers={"host": "localhost"}).json()
    assert of_axis["total"] == 0


def test_a_chapter_asks_few_statements_however_many_links(linked, link, client, fiche):
    page(client, CHAPTER)
    for _ in range(12):
        link(fiche, EvidenceNature.CONFIRMS, "U-1", "La prestation")
    run_pending()
    with CaptureQueriesContext(connection) as asked:
        soup = page(client, CHAPTER)
    assert len(asked) <= 12
    assert tally(soup)["confirment"] == 12
    assert soup.select_one("#u-1 .evidence__foot a")["href"] == "/manifeste/preuves/?principe=u-1"
    assert len(soup.select("#u-1 .evidence__list li")) == 6
    natures = {words(nature) for nature in soup.select("#u-1 .nature")}
    assert natures == {"Illustre", "Confirme", "Contredit"}
    mentions = page(client, "/bibliotheque/fuites-deau/").select_one("#manifeste")
    assert len(mentions.select("li")) == 6
    besides = mentions.select("a")[-1]
    assert words(besides) == "et 7 autres"
    assert listed(client, f"&{besides['href'].partition('?')[2]}")["total"] == 13
