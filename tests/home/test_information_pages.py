"""What the site says about itself: legal pages, computed from what staff recorded."""

import datetime
import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from cms.core.models import AccessibilityAudit, SiteIdentity
from home.models import AccessibilityPage, ContactPage, EcodesignPage, LegalNoticePage, PersonalDataPage
from library_pages.models import LibraryIndexPage
from tests.factories import approve_submitted

pytestmark = pytest.mark.once

PAGES = {
    "/accessibilite/": AccessibilityPage,
    "/mentions-legales/": LegalNoticePage,
    "/donnees-personnelles/": PersonalDataPage,
    "/contact/": ContactPage,
    "/ecoconception/": EcodesignPage,
}


def read(client, address):
    return client.get(address, headers={"host": "localhost"})


def text(client, address):
    """What a reader sees in the main part, spaces made plain."""
    main = BeautifulSoup(read(client, address).content, "html.parser").find("main")
    return re.sub(r"\s+", " ", main.get_text(" ").replace("\u00a0", " ").replace("\u202f", " "))


def said(client, address, term):
    """What the page answers to a term, in the order of the page."""
    main = BeautifulSoup(read(client, address).content, "html.parser").find("main")
    return [dt.find_next_sibling("dd").get_text(" ", strip=True) for dt in main.find_all("dt") if dt.text == term]


@pytest.fixture
def pages(home):
    """The five pages, published; their titles are not what finds them."""
    for number, page_class in enumerate(PAGES.values()):
        home.add_child(instance=page_class(title=f"Titre {number}"))


@pytest.fixture
def identity(home):
    return SiteIdentity.for_site(Site.objects.get())


def audit(**values):
    """An audit of today, half of whose applicable criteria are met."""
    counts = {"conform": 25, "non_conform": 25, "not_applicable": 56}
    return AccessibilityAudit.objects.create(
        **{"done_on": timezone.localdate(), "auditor": "un cabinet", **counts, **values}
    )


@pytest.mark.parametrize("address", PAGES)
def test_each_page_answers_at_its_address_whatever_its_title(client, pages, address):
    assert read(client, address).status_code == 200


@pytest.mark.parametrize(("address", "page_class"), PAGES.items(), ids=PAGES)
def test_an_editor_cannot_move_a_page_from_its_address(redaction, pages, address, page_class):
    page = page_class.objects.get()
    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    form = {"title": "Autre titre", "slug": "ailleurs", "body-count": 0, "tags": "", "action-submit": "x"}
    comments = dict.fromkeys(["comments-TOTAL_FORMS", "comments-INITIAL_FORMS"], 0)

    assert redaction.post(edit, form | comments).status_code == 302
    approve_submitted()

    assert "Autre titre" in text(redaction, address)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_costs_at_most_twelve_queries_none_twice_and_writes_nothing(client, pages, address):
    read(client, address)

    with CaptureQueriesContext(connection) as queries:
        read(client, f"{address}?neuf=1")

    statements = [query["sql"] for query in queries]
    assert len(statements) <= 12, "\n".join(statements)
    assert len(set(statements)) == len(statements)
    assert all(statement.lstrip("(").startswith("SELECT") for statement in statements)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_found_by_the_search(client, pages, address):
    found = client.get("/api/v1/recherche/?type=page", headers={"host": "localhost"}).json()["resultats"]

    assert address in [result["url"].removeprefix("http://localhost") for result in found]


# Accessibility


def mentions(client):
    """The mention of the footer and the state of the statement."""
    footer = BeautifulSoup(read(client, "/").content, "html.parser").find("footer").get_text(" ")
    mention = re.search(r"Accessibilité\s: ([a-z ]+ conforme|non conforme)", footer)[1]
    state = re.search(r"est (\w+ conforme) avec le référentiel", text(client, "/accessibilite/"))[1]
    return mention, state


def test_without_an_audit_the_site_is_not_conform_and_says_that_none_was_made(client, pages):
    assert mentions(client) == ("non conforme", "non conforme")
    assert "Aucun audit de conformité n’a encore été fait" in text(client, "/accessibilite/")


STATES = {
    "under half": ({"conform": 24, "non_conform": 26}, "non conforme"),
    "half": ({}, "partiellement conforme"),
    "all but one": ({"conform": 49, "non_conform": 1}, "partiellement conforme"),
    "all but one of two hundred": ({"conform": 105, "non_conform": 1, "not_applicable": 0}, "partiellement conforme"),
    "all": ({"conform": 50, "non_conform": 0}, "totalement conforme"),
    "three years ago": ({"done_on": datetime.date(2020, 2, 29), "conform": 50, "non_conform": 0}, "non conforme"),
}


@pytest.mark.parametrize(("values", "state"), STATES.values(), ids=STATES)
def test_the_mention_and_the_statement_follow_the_last_audit(client, pages, values, state):
    audit(done_on=datetime.date(2019, 1, 1), conform=0, non_conform=50)
    audit(**values)

    assert mentions(client) == (state, state)


def test_the_statement_tells_what_the_audit_found(client, pages):
    audit(
        conform=40,
        non_conform=10,
        failures="La carte n’a pas d’équivalent.\nUn tableau n’a pas de titre.",
        environment="Firefox et NVDA",
    )

    page = text(client, "/accessibilite/")

    assert "80 % des critères applicables sont respectés" in page
    assert "40 respectés, 10 non respectés, 56 non applicables" in page
    for line in ("La carte n’a pas d’équivalent.", "Un tableau n’a pas de titre.", "Firefox et NVDA", "un cabinet"):
        assert line in page
    assert "Défenseur des droits" in page


def test_an_editor_records_an_audit_and_a_wrong_total_is_refused(redaction, pages):
    add = reverse(AccessibilityAudit.snippet_viewset.get_url_name("add"))
    form = {"done_on": "2026-01-12", "auditor": "en interne", "rgaa_version": "4.1.2"}

    refused = redaction.post(add, form | {"conform": 50, "non_conform": 10, "not_applicable": 10})
    redaction.post(add, form | {"conform": 50, "non_conform": 10, "not_applicable": 46})

    assert "Les trois nombres font 70" in refused.content.decode()
    assert mentions(redaction) == ("partiellement conforme", "partiellement conforme")


# Identity


def test_what_staff_did_not_say_is_shown_as_missing(client, pages):
    assert said(client, "/mentions-legales/", "Éditeur") == ["non communiqué"]
    assert said(client, "/mentions-legales/", "Adresse") == ["non communiqué", "non communiqué"]
    assert said(client, "/donnees-personnelles/", "Délégué à la protection des données") == ["non communiqué"]
    assert said(client, "/contact/", "Courriel") == ["non communiqué"]


def test_what_staff_said_is_shown_and_is_text(client, pages, identity):
    identity.publisher, identity.host = "Les <b>Interconnectés</b>", "Un hébergeur"
    identity.contact_email = "bonjour@exemple.fr"
    identity.save()

    assert said(client, "/mentions-legales/", "Éditeur") == ["Les <b>Interconnectés</b>"]
    assert said(client, "/mentions-legales/", "Hébergeur") == ["Un hébergeur"]
    assert said(client, "/contact/", "Courriel") == ["bonjour@exemple.fr"]
    assert "<b>Interconnectés" not in read(client, "/mentions-legales/").content.decode()


def test_the_life_of_the_session_is_that_of_the_settings(client, pages, settings):
    settings.SESSION_COOKIE_AGE = 7 * 3600

    assert "la session : 7 heures" in text(client, "/donnees-personnelles/")


def test_every_page_is_in_the_footer(client, pages):
    footer = BeautifulSoup(read(client, "/").content, "html.parser").find("footer")

    assert {link["href"] for link in footer.find_all("a")} >= set(PAGES)


def test_only_one_page_of_each_kind_may_exist(pages):
    assert not any(page_class.can_create_at(LibraryIndexPage.get_first_root_node()) for page_class in PAGES.values())
    assert not any(page_class.can_create_at(page_class.objects.get().get_parent()) for page_class in PAGES.values())
