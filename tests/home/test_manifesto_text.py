"""The manifesto as a text that others cite: its document, its versions, what search knows of its names."""

import datetime
import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from cms.core import page_cache, pdf
from cms.core.memory import Memory
from cms.core.printing import answer as printing
from cms.workflow.models import Publication
from home.models import Principle
from tests.factories import ManifestoChapterPageFactory, ManifestoPageFactory, publish
from tests.pdf import read as read_pdf

pytestmark = pytest.mark.once


def today():
    return timezone.localdate().isoformat()


def read(client, address):
    return client.get(address, headers={"host": "localhost"})


def page(client, address):
    response = read(client, address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main


def words(node):
    return " ".join(node.get_text().split())


def published_before(page, day):
    """Put what is online now back to another day: the editors’ clock is not ours to turn."""
    moment = datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(12), datetime.UTC)
    Publication.objects.filter(page=page).update(published_at=moment)


@pytest.fixture
def manifesto(home):
    """One chapter that has changed since the 2nd of March 2025, another that has not, a third that is a draft."""
    manifesto = ManifestoPageFactory(parent=home, version="1", signatories="Ville d’Arras\nNantes Métropole")
    chapters = {
        code: ManifestoChapterPageFactory(
            parent=manifesto,
            title=f"Axe {code}",
            slug=code.lower(),
            code=code,
            live=code != "X",
            definition=f"Définition {code}.",
            statements=[f"un principe {code}", f"autre principe {code}"],
        )
        for code in "SDX"
    }
    for each in (manifesto, chapters["S"], chapters["D"]):
        publish(each)
        published_before(each, "2025-03-02")
    chapter = chapters["S"]
    chapter.definition = "Définition nouvelle."
    first, second = chapter.principles.all()
    second.statement = "autre règle S"
    chapter.principles = [first, second, Principle(code="S-3", statement="principe ajouté")]
    chapter.editorial_note = "Une note."
    chapter.listing_summary = "Un résumé de liste."
    publish(chapter)
    chapter.definition = "Un brouillon que personne n’a relu."
    chapter.save_revision()
    return manifesto


def test_the_versions_of_the_text_are_listed_by_day(client, manifesto):
    listed = page(client, "/manifeste/versions/").select(".history > li")

    assert [item.time["datetime"] for item in listed] == [today(), "2025-03-02"]
    assert "Axe S" in words(listed[0])
    assert "Principes : 1 ajout, 1 modification" in words(listed[0])
    assert "Axe D" not in words(listed[0])
    assert "version « 1 »" in words(listed[1])
    assert "Axe D" in words(listed[1])
    assert "Axe X" not in words(page(client, "/manifeste/versions/"))
    assert page(client, "/manifeste/").find("a", href="/manifeste/versions/")


@pytest.mark.parametrize("address", ["/manifeste/versions/", "/manifeste/s/versions/"])
def test_a_version_shows_the_words_that_came_and_went(client, manifesto, address):
    changes = page(client, f"{address}{today()}/").select_one(".changes")

    for heard in changes.select(".visually-hidden"):
        heard.decompose()
    assert [words(node) for node in changes.select("del")] == ["S.", "principe S"]
    came = {words(node) for node in changes.select("ins")}
    assert came == {"nouvelle.", "règle S", "S-3", "principe ajouté", "Une note."}
    told = read(client, f"{address}{today()}/").content.decode()
    assert "brouillon" not in told
    assert "résumé de liste" not in told


def test_a_text_written_again_on_its_first_day_shows_what_changed(client, home):
    manifesto = ManifestoPageFactory(parent=home)
    publish(manifesto)
    chapter = ManifestoChapterPageFactory(parent=manifesto, slug="s", code="S", definition="Définition hâtive.")
    publish(chapter)
    chapter.definition = "Définition pesée."
    publish(chapter)

    day = page(client, f"/manifeste/s/versions/{today()}/")
    assert "Première publication, récrite le même jour :" in words(day)
    assert [words(node).split()[2] for node in day.select(".changes del, .changes ins")] == ["hâtive.", "pesée."]


def test_a_day_without_a_version_has_no_page_and_a_purged_text_no_words(client, manifesto):
    for address in (
        "versions/2025-03-03/",
        "versions/20250302/",
        "versions/2025-13-01/",
        "d/versions/" + today() + "/",
        "x/versions/",
    ):
        assert read(client, f"/manifeste/{address}").status_code == 404, address
    assert page(client, f"/manifeste/versions/{today()}/").select(".part ins")
    old = Publication.objects.filter(published_at__lt=timezone.now() - datetime.timedelta(days=1))
    Revision.objects.filter(pk__in=old.values("revision")).delete()

    shown = page(client, f"/manifeste/versions/{today()}/")

    assert "n’est plus conservé" in words(shown)
    assert not shown.select(".part ins, .part del")


def test_words_that_must_be_forgotten_are_withheld_from_the_history(client, manifesto, redaction):
    chapter = manifesto.get_children().get(slug="s")
    given = {"page": chapter.pk, "reason": "Un nom à oublier."}
    address = reverse("wagtailsnippets_home_withheldversion:add")
    wrong = redaction.post(address, {**given, "day": "2025-03-03"})
    assert "Cette page n’a pas de version de ce jour." in wrong.content.decode()
    assert "02/03/2025" in wrong.content.decode()  # the one it has
    assert redaction.post(address, {**given, "day": "2025-03-02"}).status_code == 302

    shown = page(client, f"/manifeste/versions/{today()}/")

    assert "retiré de l’histoire" in words(shown)
    assert not shown.select(".part ins, .part del")
    assert "oublier" not in words(shown)
    assert page(client, f"/manifeste/s/versions/{today()}/").select(".unknown")


def test_a_text_that_is_written_anew_stays_light(client, manifesto):
    chapter = manifesto.get_children().get(slug="d").specific
    chapter.editorial_note = " ".join(f"mot{number} reste" for number in range(60))
    publish(chapter)
    published_before(chapter, "2025-03-02")
    chapter.editorial_note = " ".join(f"autre{number} reste" for number in range(60))
    publish(chapter)

    shown = page(client, "/manifeste/d/versions/" + today() + "/")

    assert len(shown.select(".part ins")) == len(shown.select(".part del")) == 1


@pytest.mark.parametrize("address", ["/manifeste/versions/", "/manifeste/versions/{}/", "/manifeste/texte.pdf"])
def test_the_pages_of_the_text_cost_few_queries_and_are_kept(client, manifesto, address):
    address = address.format(today())
    read(client, address)
    with CaptureQueriesContext(connection) as queries:
        answer = read(client, address)
    statements = [query["sql"] for query in queries]
    assert answer.status_code == 200
    assert "ETag" in answer.headers
    assert len(statements) <= 12, "\n".join(statements)
    assert len(set(statements)) == len(statements)


def test_the_whole_text_is_a_document(client, manifesto):
    answer = read(client, "/manifeste/texte.pdf")
    document = read_pdf(answer.content)

    assert answer["Content-Type"] == "application/pdf"
    said = document.text.replace("\u00a0", " ")
    for expected in (
        "Manifeste pour une IA responsable",
        "Principe S-3 : principe ajouté",
        "Nantes Métropole",
        "Sommaire",
    ):
        assert expected in said
    assert "Axe X" not in said
    assert "brouillon" not in said
    assert "http://localhost/manifeste/s/#s-3" in document.dictionaries
    assert document.roles.count("H1") == 1
    assert read(client, "/manifeste/texte.pdf?x=1").status_code == 302


def test_the_headings_of_an_axis_are_below_its_title(client, manifesto):
    chapter = manifesto.get_children().get(slug="d").specific
    chapter.body = [("heading", "Introduction"), ("subheading", "Détail"), ("text", "<p>Voici.</p>")]
    publish(chapter)

    headings = page(client, "/manifeste/texte/").select(".block-body :is(h2, h3, h4)")

    assert [(node.name, words(node)) for node in headings] == [("h3", "Introduction"), ("h4", "Détail")]
    assert page(client, "/manifeste/d/").select_one("h2.block-heading")


def test_a_text_that_cannot_be_set_is_said_to_be_so(client, manifesto, monkeypatch):
    monkeypatch.setattr(pdf, "LONGEST", 100)

    answer = read(client, "/manifeste/texte.pdf")

    assert answer.status_code == 503
    assert "n’a pas pu être produit" in answer.content.decode()
    monkeypatch.undo()
    chapter = manifesto.get_children().get(slug="d").specific
    chapter.body = [("text", '<p><a href="http://[x">une adresse que personne ne lit</a></p>')]
    publish(chapter)
    assert read(client, "/manifeste/texte.pdf").status_code == 503


def test_who_gets_round_what_is_remembered_does_not_have_documents_made_without_end(client, manifesto, monkeypatch):
    monkeypatch.setattr(printing, "MADE", 1)
    monkeypatch.setattr(page_cache, "pages", Memory(1_000_000))
    assert read(client, "/manifeste/texte.pdf").status_code == 200
    client.cookies["sessionid"] = "inventée"

    refused = read(client, "/manifeste/texte.pdf")

    assert refused.status_code == 429
    assert "Réessayez dans l’heure" in refused.content.decode()
    del client.cookies["sessionid"]
    assert read(client, "/manifeste/texte.pdf").status_code == 200


def test_the_easy_version_or_its_absence_is_told(client, manifesto):
    assert "Facile à lireversion non communiquée" in words(page(client, "/manifeste/"))
    assert "/manifeste/texte/" in read(client, "/sitemap.xml").content.decode()
    manifesto.easy_read_url = "https://exemple.fr/falc"
    publish(manifesto)
    assert page(client, "/manifeste/").find("a", href="https://exemple.fr/falc")
    assert "Nantes Métropole" in words(page(client, "/manifeste/"))


@pytest.mark.parametrize("query", ["S-2", "s-2", "S2", "s2"])
def test_a_principle_is_found_by_its_code_however_typed(client, manifesto, query):
    found = read(client, f"/api/v1/recherche/?q={query}").json()["resultats"]

    assert [re.sub(r"^https?://[^/]+", "", result["url"]) for result in found] == ["/manifeste/s/#s-2"]
