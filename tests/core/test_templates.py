"""The frame of every public page: menus, breadcrumb, titles, privacy, cost."""

import json
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms.core.content_version import renew
from cms.core.models import SiteIdentity
from library_pages.models import Benefit
from tests.factories import StandardPageFactory, UseCasePageFactory, publish

pytestmark = pytest.mark.once

FIRST = {
    "/": 25,
    "/bibliotheque/": 20,
    "/bibliotheque/?theme=eau&q=fuites": 23,
    "/bibliotheque/?q=introuvable": 22,
    "/bibliotheque/fuites/": 23,
    "/recherche/?q=fuites": 18,
    "/a-propos/": 8,
    "/plan-du-site/": 12,
    "/plan-du-site/bibliotheque/": 12,
}
"""Statements of the first reader after a publication, who waits besides for what is read once a version: vocabularies,
menus, what the home page counts.
"""
ADDRESSES = list(FIRST)
READS = ("SELECT", "DECLARE")
"""The second on PostgreSQL: the cursor of a list read piece by piece."""


def read(client, address):
    return client.get(address, headers={"host": "localhost"})


def html(client, address):
    return read(client, address).content.decode()


@pytest.fixture
def site(home, library):
    """Home, library, fiche and standard page."""
    publish(UseCasePageFactory(parent=library, title="Chercher les fuites", slug="fuites", theme__slug="eau"))
    StandardPageFactory(parent=home, title="À propos", slug="a-propos", introduction="Qui nous sommes.")
    return home


def structured(page):
    """The blocks of structured data of a page."""
    return [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)]


def statements(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert read(client, address).status_code == 200
    return [query["sql"] for query in queries]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_costs_at_most_twelve_queries_none_twice_and_writes_nothing(client, site, address):
    """The first reader after a publication may read one thing twice: two that are remembered apart both need it."""
    read(client, address)
    renew()
    first, made = statements(client, address), statements(client, address)

    assert len(first) <= FIRST[address], "\n".join(first)
    assert len(first) - len(set(first)) <= 1, "\n".join(first)
    assert len(made) <= 12, "\n".join(made)
    assert len(set(made)) == len(made)
    assert all(statement.lstrip("(").startswith(READS) for statement in first)
    assert not SiteIdentity.objects.exists()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_the_same_for_everybody(client, site, address):
    """No cookie is set and none is read: any cache may keep the page."""
    response = read(client, address)

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_inline_that_the_content_policy_would_refuse(client, site, address):
    page = html(client, address)

    assert " style=" not in page
    assert "<style" not in page
    assert not re.search(r" on\w+=", page)
    scripts = re.findall(r"<script ([^>]*)>", page)
    assert all("src=" in script or 'type="application/ld+json"' in script for script in scripts)


def test_each_page_has_its_title_from_the_nearest_to_the_widest(client, site):
    titles = [re.search(r"<title>(.*?)</title>", html(client, address), re.DOTALL)[1].strip() for address in ADDRESSES]

    assert len(set(titles)) == len(titles)
    assert titles[0] == "IA des territoires"
    assert titles[4] == "Chercher les fuites – Bibliothèque – IA des territoires"
    assert titles[6] == "À propos – IA des territoires"


def test_the_menu_and_the_footer_only_link_pages_that_the_public_may_read(client, site):
    hidden = StandardPageFactory(parent=site, title="Page de travail", show_in_menus=True)
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    StandardPageFactory(parent=site, title="Page en préparation", live=False)

    page = html(client, "/")

    assert "Page de travail" not in page
    assert "Page en préparation" not in page
    addresses = set(re.findall(r'href="(/[^"#]*)"', page)) - {"/"}
    for address in addresses - {found for found in addresses if found.startswith("/static/")}:
        assert read(client, address).status_code == 200, address


def test_a_page_says_where_it_is(client, site):
    page = html(client, "/bibliotheque/fuites/")

    assert '<a href="/bibliotheque/">Bibliothèque</a>' in page
    assert '<li aria-current="page">Chercher les fuites</li>' in page
    breadcrumb = next(block for block in structured(page) if block["@type"] == "BreadcrumbList")
    assert [item["item"] for item in breadcrumb["itemListElement"]] == [
        "http://localhost/",
        "http://localhost/bibliotheque/",
        "http://localhost/bibliotheque/fuites/",
    ]


def test_the_accessibility_statement_is_linked_once_it_exists(client, site):
    assert "/accessibilite/" not in html(client, "/")

    StandardPageFactory(parent=site, title="Accessibilité", slug="accessibilite")

    assert '<a href="/accessibilite/">Accessibilité&nbsp;: non conforme</a>' in html(client, "/bibliotheque/")


@pytest.mark.parametrize(
    ("query", "kept"),
    [("", True), ("?theme=eau", True), ("?page=1", True), ("?q=fuites", False), ("?theme=eau&cible=citoyens", False)],
)
def test_search_engines_keep_the_list_and_its_single_filters(client, site, query, kept):
    page = html(client, f"/bibliotheque/{query}")

    assert ('<meta name="robots" content="noindex">' not in page) is kept


def test_one_list_has_one_address_whatever_the_order_of_its_filters(client, site):
    canonical = re.compile(r'<link rel="canonical" href="([^"]+)"')
    one, other = ("/bibliotheque/?cible=citoyens&theme=eau", "/bibliotheque/?theme=eau&cible=citoyens&page=1")

    assert canonical.search(html(client, one))[1] == canonical.search(html(client, other))[1]


def test_a_title_is_shown_as_text_everywhere(client, library):
    publish(UseCasePageFactory(parent=library, title="</script><script>alert(1)</script>", slug="attaque"))

    for address in ("/", "/bibliotheque/", "/bibliotheque/?q=alert", "/bibliotheque/attaque/", "/recherche/"):
        page = html(client, address)
        assert "alert" in page
        assert "<script>alert" not in page
    assert structured(html(client, "/bibliotheque/attaque/"))[0]["itemListElement"][2]["name"].startswith("</script>")


def test_staff_find_the_shortcut_to_the_editor_and_visitors_do_not(redaction, client, site):
    assert settings.SESSION_COOKIE_NAME in redaction.cookies
    assert "wagtail-userbar" in html(redaction, "/a-propos/")
    redaction.logout()
    assert "wagtail-userbar" not in html(redaction, "/a-propos/")


def test_a_site_without_a_home_page_still_answers_a_search(client, db):
    assert read(client, "/recherche/").status_code == 200


def test_a_draft_is_previewed_with_what_is_not_published_yet(site, library):
    """The editor's preview builds the page in memory and asks it to serve itself."""
    fiche = library.get_children().get(slug="fuites").specific
    fiche.title = "Chercher les fuites la nuit"
    fiche.benefits = [Benefit(text="Moins d’eau perdue.")]

    for page in (fiche, library, site, site.get_children().get(slug="a-propos").specific):
        response = page.make_preview_request()
        assert response.status_code == 200, page
        assert f"<h1>{page.title}</h1>" in response.content.decode() or page in (library, site)
    assert "Moins d’eau perdue." in fiche.make_preview_request().content.decode()
