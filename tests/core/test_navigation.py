"""Menus that staff edit: what they say, in their order, and never a page that the public may not read."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.core.frame import frame
from cms.core.models import SiteBanner, SiteNavigation
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.once


def link(page=None, address="", label=""):
    return {"page": page.pk if page else "", "address": address, "label": label}


def column(title, *links):
    values = {f"links-{index}-value": value for index, value in enumerate(links)}
    orders = {
        f"links-{index}-{key}": value
        for index in range(len(links))
        for key, value in (("deleted", ""), ("order", str(index)), ("id", ""))
    }
    return {"title": title, "links-count": str(len(links)), **values, **orders}


@pytest.fixture
def save_menus(editor_client):
    def save(header=(), footer=()):
        form = {
            "header": streamfield([("link", value) for value in header]),
            "footer": streamfield([("column", value) for value in footer]),
        }
        url = reverse("wagtailsettings:edit", args=["core", "sitenavigation", Site.objects.get().pk])
        return editor_client.post(url, nested_form_data(form))

    return save


@pytest.fixture
def read(client):
    def parts(address="/"):
        page = client.get(address, headers={"host": "localhost"}).content.decode()
        header = re.search(r'<nav class="nav".*?</nav>', page, re.DOTALL)[0]
        footer = re.search(r"<footer.*?</footer>", page, re.DOTALL)[0]
        return [re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', part) for part in (header, footer)]

    return parts


def test_menus_follow_the_order_and_labels_of_the_editor(home, save_menus, read):
    charters = StandardPageFactory(parent=home, title="Chartes et stratégies", slug="chartes")
    about = StandardPageFactory(parent=home, title="À propos", slug="a-propos", show_in_menus=True)

    response = save_menus(
        header=[link(charters, label="Chartes"), link(address="/acteurs/", label="Acteurs")],
        footer=[column("Suivre", link(about), link(address="/recherche/", label="Chercher"))],
    )

    assert response.status_code == 302
    header, footer = read()
    assert header == [("/chartes/", "Chartes"), ("/acteurs/", "Acteurs"), ("/recherche/", "Recherche")]
    assert footer == [("/a-propos/", "À propos"), ("/recherche/", "Chercher"), ("/plan-du-site/", "Plan du site")]


def test_a_new_site_shows_the_pages_under_its_home_page(home, read):
    StandardPageFactory(parent=home, title="Chartes", slug="chartes", show_in_menus=True)
    StandardPageFactory(parent=home, title="Contact", slug="contact")

    header, footer = read()

    assert header == [("/chartes/", "Chartes"), ("/recherche/", "Recherche")]
    assert footer == [*header, ("/contact/", "Contact"), ("/plan-du-site/", "Plan du site")]


@pytest.mark.parametrize("hide", ["unpublish", "restrict", "restrict the parent", "delete"])
def test_a_page_that_is_no_longer_public_leaves_every_menu(home, save_menus, read, hide):
    parent = StandardPageFactory(parent=home, title="Dossier", slug="dossier")
    page = StandardPageFactory(parent=parent, title="Travail", slug="travail")
    save_menus(header=[link(page)], footer=[column("Suivre", link(page), link(address="/acteurs/", label="Acteurs"))])
    assert [("/dossier/travail/", "Travail") in part for part in read()] == [True, True]

    if hide == "unpublish":
        page.unpublish()
    elif hide == "delete":
        page.delete()
    else:
        restricted = page if hide == "restrict" else parent
        PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)

    assert [("/dossier/travail/", "Travail") in part for part in read()] == [False, False]


@pytest.mark.parametrize(
    ("address", "label"),
    [("//autre.exemple/", "Ailleurs"), ("javascript:alert(1)", "Piège"), ("/acteurs/", ""), ("", "Rien")],
)
def test_a_link_that_leads_nowhere_is_refused(home, save_menus, address, label):
    response = save_menus(header=[link(address=address, label=label)])

    assert response.status_code == 200
    assert not any(navigation.header for navigation in SiteNavigation.objects.all())


def test_the_menu_says_where_the_visitor_is(home, client):
    section = StandardPageFactory(parent=home, title="Chartes", slug="chartes", show_in_menus=True)
    StandardPageFactory(parent=section, title="Charte d’Arles", slug="arles")

    assert '<a href="/chartes/" aria-current="page">' in client.get("/chartes/").content.decode()
    assert '<a href="/chartes/" aria-current="true">' in client.get("/chartes/arles/").content.decode()


def test_every_page_shows_a_change_of_its_frame_at_the_next_request(home, client, save_menus):
    section = StandardPageFactory(parent=home, title="Chartes", slug="chartes")
    page = StandardPageFactory(parent=home, title="Contact", slug="contact")
    save_menus(header=[link(page)])

    def move():
        page.refresh_from_db()
        page.move(section, pos="last-child")

    def rename():
        page.refresh_from_db()
        page.title = "Nous écrire"
        page.save()

    changes = {
        '<a href="/contact/">Contact</a>': lambda: None,
        '<a href="/chartes/contact/">Contact</a>': move,
        '<a href="/chartes/contact/">Nous écrire</a>': rename,
        '<a href="/chartes/contact/">Une question</a>': lambda: save_menus(header=[link(page, label="Une question")]),
        "Le site change d’adresse.": lambda: SiteBanner.objects.create(
            site=Site.objects.get(), active=True, text="Le site change d’adresse."
        ),
    }
    for shown, change in changes.items():
        change()
        for address in ("/", "/chartes/", "/recherche/", "/plan-du-site/"):
            html = client.get(address, headers={"host": "localhost"}).content.decode()
            assert shown in html, (address, shown)


def test_edited_menus_cost_two_queries_a_version(home, save_menus, rf, django_assert_num_queries):
    def ask():
        return rf.get("/", headers={"host": "localhost"})

    pages = [StandardPageFactory(parent=home, title=f"Page {n}") for n in range(5)]
    frame(ask())  # where the pages of the site begin is known from now on
    save_menus(header=[link(page) for page in pages], footer=[column("Suivre", *(link(page) for page in pages))])

    with django_assert_num_queries(5):  # of which two say what the version is and which site answers; one, its roots
        assert len(frame(ask()).menu) == 6
    with django_assert_num_queries(2):
        assert len(frame(ask()).menu) == 6


def test_a_restriction_is_that_of_the_page_of_those_below_and_of_its_aliases(client, home):
    page = StandardPageFactory(parent=home, slug="reservee")
    StandardPageFactory(parent=page, slug="dessous")
    copy = StandardPageFactory(parent=home, slug="copie")
    Page.objects.filter(pk=copy.pk).update(alias_of=page)
    addresses = ("/reservee/", "/reservee/dessous/", "/copie/")
    assert [client.get(address).status_code for address in addresses] == [200] * 3

    page.view_restrictions.create(restriction_type="login")

    assert [client.get(address).status_code for address in addresses] == [302] * 3
