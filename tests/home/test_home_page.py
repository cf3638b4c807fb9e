"""What a visitor reads on the home page."""

import re

import pytest

from tests.factories import (
    DepartmentFactory,
    LocalAuthorityFactory,
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

    figures = dict(re.findall(r"<dt>([^<]+)</dt>\s*<dd>(\d+)</dd>", page))
    assert figures == {"fiches publiées": "3", "collectivités": "2", "régions": "2"}
    assert "compté aujourd’hui" in page


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


def test_each_authority_of_the_list_leads_to_its_fiches(client, documented):
    page = html(client)

    assert len(re.findall(r"M[\d.]+ [\d.]+h0", re.search(r'class="dots" d="([^"]*)"', page)[1])) == 2
    assert page.index("<strong>Occitanie</strong>") < page.index("<strong>Provence-Alpes-Côte d’Azur</strong>")
    address = re.search(r'href="([^"]+)">Nice</a>', page)[1]
    assert [result.title for result in read(client, address).context["listing"].results] == ["Caméras"]


def test_every_search_that_the_page_suggests_has_its_own_link(client, home, documented):
    home.search_examples = "fuites d’eau, cantines , "
    publish(home)

    page = html(client)

    links = re.findall(r'href="/bibliotheque/\?q=([^"]*)">([^<]+)</a>', page)
    assert links == [("fuites%20d%E2%80%99eau", "fuites d’eau"), ("cantines", "cantines")]


def test_an_empty_library_shows_no_empty_section(client, home):
    page = html(client)

    assert "Dernières fiches" not in page
    assert "Par thématique" not in page


def test_the_home_page_says_that_accessibility_is_not_conform(client, home):
    assert "Accessibilité&nbsp;: non conforme" in html(client)
