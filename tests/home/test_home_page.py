"""What a visitor reads on the home page."""

import re

import pytest

from home.models import StartingQuestion
from tests.factories import (
    CharterIndexPageFactory,
    CharterPageFactory,
    DepartmentFactory,
    LocalAuthorityFactory,
    ManifestoChapterPageFactory,
    ManifestoPageFactory,
    RegionFactory,
    ThemeFactory,
    UseCasePageFactory,
    publish,
)

pytestmark = pytest.mark.once


def read(client, address="/"):
    return client.get(address, headers={"host": "localhost"})


def html(client, address="/"):
    return read(client, address).content.decode()


@pytest.fixture
def documented(library):
    """Three fiches of two authorities in two régions, and a theme without any."""
    paca = RegionFactory(code="93", name="Provence-Alpes-Côte d’Azur", slug="paca")
    nice = LocalAuthorityFactory(
        name="Nice", slug="nice", latitude=43.7, longitude=7.26, department=DepartmentFactory(code="06", region=paca)
    )
    toulouse = LocalAuthorityFactory(name="Toulouse", slug="toulouse", latitude=43.6, longitude=1.44)
    mobility = ThemeFactory(slug="mobilites", label="Mobilités")
    ThemeFactory(slug="gouvernance", label="Gouvernance")
    for title, authority in (("Feux adaptatifs", toulouse), ("Parkings", toulouse), ("Caméras", nice)):
        publish(UseCasePageFactory(parent=library, title=title, authority=authority, theme=mobility))
    return library


def test_figures_are_counted_from_what_is_published(client, documented):
    page = html(client)

    figures = dict(re.findall(r"<dt>(?:<a [^>]+>)?([^<]+)(?:</a>)?</dt>\s*<dd>(\d+)</dd>", page))
    assert figures == {"fiches publiées": "3", "collectivités documentées": "2"}
    assert "Comptés aujourd’hui" in page


def test_a_draft_counts_nowhere(client, documented):
    UseCasePageFactory(parent=documented, title="Brouillon caché", live=False)

    page = html(client)

    assert "<dd>3</dd>" in page
    assert "Brouillon caché" not in page


def test_a_theme_leads_to_as_many_fiches_as_it_announces(client, documented):
    page = html(client)

    address, count = re.search(
        r'href="(/bibliotheque/\?theme=mobilites)">Mobilités</a>\s*<b>(\d+)', page, re.DOTALL
    ).groups()
    assert read(client, address).context["listing"].total == int(count) == 3


def test_the_map_has_a_dot_for_each_authority_and_leads_to_their_list(client, documented):
    page = html(client)

    assert len(re.findall(r"M[\d.]+ [\d.]+h0", re.search(r'class="dots" d="([^"]*)"', page)[1])) == 2
    address = re.search(r'href="([^"]+)">La liste des collectivités</a>', page)[1]
    assert ">Nice<" in html(client, address)


def test_every_search_that_the_page_suggests_has_its_own_link(client, home, documented):
    home.search_examples = "fuites d’eau, cantines , "
    publish(home)

    page = html(client)

    links = re.findall(r'href="/bibliotheque/\?q=([^"]*)">([^<]+)</a>', page)
    assert links == [("fuites%20d%E2%80%99eau", "fuites d’eau"), ("cantines", "cantines")]


def test_an_empty_library_shows_no_empty_section(client, home):
    page = html(client)

    assert "Ce qui est nouveau" not in page
    assert "Par thématique" not in page


def test_the_home_page_says_that_accessibility_is_not_conform(client, home):
    assert "Accessibilité&nbsp;: non conforme" in html(client)


def test_a_question_leads_to_as_many_contents_as_it_announces(client, home, documented):
    home.questions = [
        StartingQuestion(question="Que font les territoires ?", list_address="/bibliotheque/?theme=mobilites"),
        StartingQuestion(question="Une question sans réponse", list_address="/bibliotheque/?theme=gouvernance"),
        StartingQuestion(question="Une liste disparue", list_address="/nulle-part/"),
    ]
    publish(home)

    page = html(client)

    address, question, count = re.search(
        r'class="questions">\s*<li>\s*<a href="([^"]+)">([^<]+)</a>\s*<span class="meta">(\d+) contenus', page
    ).groups()
    assert (question, int(count)) == ("Que font les territoires\u202f?", 3)
    assert read(client, address).context["listing"].total == 3
    assert "sans réponse" not in page
    assert "disparue" not in page


def test_an_axis_is_one_click_away_and_says_how_much_evidence_it_has(client, home):
    manifesto = ManifestoPageFactory(parent=home)
    publish(ManifestoChapterPageFactory(parent=manifesto, title="L’axe social", code="S"))

    page = html(client)

    assert 'href="/manifeste/laxe-social/"' in page
    assert "Aucune preuve reliée" in page


def test_what_is_new_is_the_last_of_each_kind(client, home, documented):
    charters = CharterIndexPageFactory(parent=home, title="Chartes", slug="chartes")
    publish(CharterPageFactory(parent=charters, title="Charte de l’eau"))

    lead = re.search(r'<div class="lead">.*?</div>', html(client), re.DOTALL)[0]

    assert sorted(re.findall(r"<h3>\s*<a [^>]+>([^<]+)<", lead)) == ["Caméras", "Charte de l’eau"]
