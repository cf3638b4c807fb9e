"""Sitemap and plan du site: the live public tree, all of it and nothing else."""

import re
from xml.etree import ElementTree

import pytest
from django.contrib.sitemaps import Sitemap
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.core import addresses, site_plan
from cms.core.addresses import Address
from tests.factories import StandardPageFactory, UseCasePageFactory, publish

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def tree(home, library, monkeypatch):
    """A branch of three levels, and one page for each reason not to be listed; no register."""
    monkeypatch.setattr(addresses, "_registers", {})
    publish(UseCasePageFactory(parent=library, title="Chercher les fuites", slug="fuites"))
    about = StandardPageFactory(parent=home, title="À propos", slug="a-propos")
    StandardPageFactory(parent=StandardPageFactory(parent=about, title="Équipe", slug="equipe"), title="Réseau")
    StandardPageFactory(parent=about, title="Brouillon", slug="brouillon", live=False)
    expired = StandardPageFactory(parent=about, title="Périmée", slug="perimee", expire_at=timezone.now())
    expired.unpublish(set_expired=True)
    closed = StandardPageFactory(parent=about, title="Réservée", slug="reservee")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    StandardPageFactory(parent=closed, title="Sous la réservée", slug="dessous")
    return home


@pytest.fixture
def register(tree, monkeypatch):
    """A register of two rows below the library."""
    rows = [Address("Ville d’Arles", "/bibliotheque/ville-arles/", timezone.now()), Address("Lyon", "/lyon/", None)]
    monkeypatch.setitem(addresses._registers, "essai", lambda request: rows)


def walk(page):
    """The public pages from `page` down, found one by one."""
    restricted = PageViewRestriction.objects.filter(page=page).exists()
    if restricted:
        return []
    below = [found for child in Page.objects.child_of(page) for found in walk(child)]
    return [page.get_url(), *below] if page.live else below


def get(client, address):
    return client.get(address, headers={"host": "localhost"})


def locations(response):
    return [element.text.removeprefix("http://localhost") for element in entries(response, "loc")]


def entries(response, name):
    return list(ElementTree.fromstring(response.content).iter(NAMESPACE + name))


def links(response):
    """What the content of a page links to."""
    return re.findall(r'<a href="([^"]*)"', response.content.decode().split("<main")[1].split("</main>")[0])


def test_the_sitemap_is_the_live_tree(client, tree):
    response = get(client, "/sitemap.xml")

    assert response["Content-Type"] == "application/xml"
    assert locations(response) == walk(tree)
    assert len(walk(tree)) == 6
    assert entries(response, "lastmod")


def test_the_plan_is_the_live_tree(client, tree):
    assert links(get(client, "/plan-du-site/")) == [*walk(tree), "/recherche/"]


def test_both_follow_a_publication_and_a_withdrawal(client, tree):
    for change in ("publish", "unpublish"):
        draft = Page.objects.get(slug="brouillon").specific
        publish(draft) if change == "publish" else draft.unpublish()
        for address, found in (("/sitemap.xml", locations), ("/plan-du-site/", links)):
            assert ("/a-propos/brouillon/" in found(get(client, address))) is (change == "publish"), address


def test_a_register_is_listed_below_the_page_whose_address_it_continues(client, tree, register):
    assert {"/bibliotheque/ville-arles/", "/lyon/"} <= set(locations(get(client, "/sitemap.xml")))
    plan = links(get(client, "/plan-du-site/"))
    assert plan.index("/bibliotheque/ville-arles/") == plan.index("/bibliotheque/fuites/") + 1
    assert "/lyon/" in plan


def test_a_large_section_has_a_plan_of_its_own_in_several_sheets(client, tree, monkeypatch):
    about = Page.objects.get(slug="a-propos").specific
    for number in range(3):
        StandardPageFactory(parent=about, title=f"Annexe {number}", slug=f"annexe-{number}")
    monkeypatch.setattr(site_plan, "AT_ONCE", 3)

    plan = links(get(client, "/plan-du-site/"))
    sheets = [links(get(client, f"/plan-du-site/a-propos/{query}")) for query in ("", "?page=2")]

    assert "/plan-du-site/a-propos/" in plan
    assert "/a-propos/equipe/" not in plan
    listed = [address for sheet in sheets for address in sheet if address.startswith("/a-propos/")]
    assert set(listed) == set(walk(about))
    assert get(client, "/plan-du-site/a-propos/?page=3").status_code == 404


def test_two_sections_under_a_page_that_is_offline_have_each_their_plan(client, home, monkeypatch):
    offline = StandardPageFactory(parent=home, title="Hors ligne", slug="hors-ligne", live=False)
    for slug in ("un", "deux"):
        section = StandardPageFactory(parent=offline, title=slug, slug=slug)
        for number in range(3):
            StandardPageFactory(parent=section, title=f"{slug} {number}", slug=f"page-{number}")
    monkeypatch.setattr(site_plan, "AT_ONCE", 3)

    for slug in ("un", "deux"):
        plan = f"/plan-du-site/hors-ligne/{slug}/"
        assert plan in links(get(client, "/plan-du-site/"))
        assert f"/hors-ligne/{slug}/page-0/" in links(get(client, plan))


@pytest.mark.parametrize("address", ["/plan-du-site/nulle-part/", "/plan-du-site/a-propos/?page=0"])
def test_a_plan_that_does_not_exist_is_not_found(client, tree, address):
    assert get(client, address).status_code == 404


def test_a_site_larger_than_a_sitemap_has_an_index(client, tree, monkeypatch):
    monkeypatch.setattr(Sitemap, "limit", 4)

    parts = locations(get(client, "/sitemap.xml"))

    assert parts == ["/sitemap-1.xml", "/sitemap-2.xml"]
    assert [address for part in parts for address in locations(get(client, part))] == walk(tree)
    assert get(client, "/sitemap-3.xml").status_code == 404


@pytest.mark.parametrize("address", ["/sitemap.xml", "/plan-du-site/"])
def test_the_whole_tree_is_read_at_once(client, tree, django_assert_max_num_queries, address):
    for number in range(20):
        StandardPageFactory(parent=tree, title=f"Page {number}")
    get(client, address)

    with django_assert_max_num_queries(5):
        get(client, address)
