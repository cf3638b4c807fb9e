"""What a visitor reads of the manifesto, and how he gets there."""

import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.factories import ManifestoChapterPageFactory, ManifestoPageFactory, publish

pytestmark = pytest.mark.once

TITLES = ("L’axe social", "L’ouverture et la démocratie", "La formation")
CODES = "SDF"
ADDRESSES = ["/manifeste/", "/manifeste/ouverture/", "/manifeste/texte/", "/"]


def read(client, address):
    return client.get(address, headers={"host": "localhost"})


def page(client, address):
    response = read(client, address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(node):
    return " ".join(node.get_text().split())


def other_title(text):
    return ("title", {"title": text, "source": {"title": "Communiqué", "url": ""}})


@pytest.fixture
def manifesto(home):
    """Three published chapters of two principles each."""
    manifesto = ManifestoPageFactory(
        parent=home, official_url="https://exemple.fr/manifeste", show_in_menus=True, place="Rennes"
    )
    manifesto.other_titles = [other_title("Pour une IA sociale, démocratique")]
    publish(manifesto)
    for title, slug, code in zip(TITLES, ("social", "ouverture", "formation"), CODES, strict=True):
        chapter = ManifestoChapterPageFactory(
            parent=manifesto,
            title=title,
            slug=slug,
            code=code,
            definition=f"définition de {slug}.",
            statements=[f"premier principe {slug}", f"second principe {slug}"],
        )
        publish(chapter)
    return manifesto


@pytest.fixture
def chapters(manifesto):
    return [chapter.specific for chapter in manifesto.get_children()]


def test_a_reader_goes_from_the_home_page_to_each_axis_in_two_clicks(client, manifesto):
    menu = page(client, "/").find("nav", id="menu")
    index = page(client, menu.find("a", string="Manifeste")["href"])

    doors = [link["href"] for link in index.select(".axes a")]

    assert [words(page(client, address).h1) for address in doors] == list(TITLES)


def test_the_home_page_opens_on_each_axis(client, manifesto):
    assert [link.get_text() for link in page(client, "/").select(".axes a")] == list(TITLES)


def test_a_chapter_quotes_its_definition_with_its_source(client, manifesto):
    figure = page(client, "/manifeste/social/").select_one("figure.definition")

    assert words(figure.blockquote) == "« définition de social. »"
    assert words(figure.cite) == "Article de Localtis sur le manifeste"


def test_previous_and_next_follow_the_order_that_editors_give(client, chapters):
    chapters[2].move(chapters[0], pos="left")

    middle = page(client, "/manifeste/social/")

    assert middle.find("a", rel="prev")["href"] == "/manifeste/formation/"
    assert middle.find("a", rel="next")["href"] == "/manifeste/ouverture/"
    assert "axe 2 sur 3" in words(middle.select_one(".page-head__kicker"))


def test_the_whole_text_says_what_the_chapters_say_in_their_order(client, manifesto):
    whole = page(client, "/manifeste/texte/")

    for section, slug in zip(whole.select(".chapter"), ("social", "ouverture", "formation"), strict=True):
        alone = page(client, f"/manifeste/{slug}/")
        assert words(section.blockquote) == words(alone.blockquote)
        for here, there in zip(section.select(".principle"), alone.select(".principle"), strict=True):
            for part in (".principle__code", ".principle__text"):
                assert words(here.select_one(part)) == words(there.select_one(part))
            assert here["id"] == there["id"]


@pytest.mark.parametrize("address", ["/manifeste/texte/", "/manifeste/ouverture/"])
def test_every_principle_has_an_address_of_its_own(client, manifesto, address):
    text = page(client, address)

    ids = [node["id"] for node in text.select("[id]")]
    assert len(ids) == len(set(ids))
    for link in text.select("[data-cite]"):
        home_address, _, anchor = link["href"].partition("#")
        assert page(client, home_address).find(id=anchor).select_one("[data-cite]")["href"] == link["href"]


def test_headings_that_two_chapters_share_keep_apart_on_one_page(client, chapters):
    for chapter in chapters[:2]:
        chapter.body = [("heading", "Introduction"), ("text", "<p>Voici.</p>")]
        publish(chapter)

    ids = [node["id"] for node in page(client, "/manifeste/texte/").select("[id]")]

    assert len(ids) == len(set(ids))


def test_a_chapter_says_that_its_text_is_missing_only_while_it_is(client, chapters):
    notice = page(client, "/manifeste/social/").select_one(".notice")
    assert "n’est pas encore saisi" in words(notice)
    assert notice.a["href"] == "https://exemple.fr/manifeste"

    chapters[0].body = [("text", "<p>Le texte entier.</p>")]
    publish(chapters[0])

    chapter = page(client, "/manifeste/social/")
    assert chapter.select_one(".notice") is None
    assert "Le texte entier." in chapter.get_text()


@pytest.mark.parametrize("hide", ["draft", "restricted"])
def test_what_is_not_public_is_shown_nowhere(client, chapters, hide):
    if hide == "draft":
        chapters[1].unpublish()
    else:
        PageViewRestriction.objects.create(page=chapters[1], restriction_type="login")

    for address in ("/", "/manifeste/", "/manifeste/texte/", "/manifeste/social/", "/manifeste/formation/"):
        assert "ouverture" not in read(client, address).content.decode(), address


def test_a_manifesto_taken_offline_leaves_the_home_page_and_the_menu(client, manifesto):
    manifesto.unpublish()

    home = page(client, "/")

    assert not home.select(".axes")
    assert not home.select('a[href^="/manifeste/"]')


def test_changes_that_are_not_published_are_not_read(client, chapters):
    chapters[0].title = "Titre à l’étude"
    chapters[0].save_revision()

    assert "Titre à l’étude" not in read(client, "/manifeste/").content.decode()


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("IA sociale, démocratique", "/manifeste/"),
        ("axe humain", "/manifeste/social/"),
        ("second principe formation", "/manifeste/formation/#f-2"),
    ],
)
def test_search_finds_other_titles_and_principles(client, chapters, query, address):
    chapters[0].other_titles = [other_title("Axe humain")]
    publish(chapters[0])

    found = read(client, f"/api/v1/recherche/?q={query}&type=chapitre").json()["resultats"]

    assert address in [re.sub(r"^https?://[^/]+", "", result["url"]) for result in found]


def test_a_principle_leaves_search_with_its_chapter(client, chapters):
    chapters[2].unpublish()

    found = read(client, "/api/v1/recherche/?q=second+principe+formation&type=chapitre").json()

    assert found["total"] == 0


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_costs_at_most_twelve_queries_none_twice_and_writes_nothing(client, manifesto, address):
    read(client, address)

    with CaptureQueriesContext(connection) as queries:
        response = read(client, address)

    statements = [query["sql"] for query in queries]
    assert response.status_code == 200
    assert len(statements) <= 12, "\n".join(statements)
    assert len(set(statements)) == len(statements)
    assert all(statement.lstrip("(").startswith("SELECT") for statement in statements)
