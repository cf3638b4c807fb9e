"""The charters of the demonstration say what the data says and nothing more."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from wagtail.models import Page

import library_pages
from cms.taxonomy.demo import DOCUMENTS
from library_pages.models import CharterIndexPage, CharterPage

CHARTERS = json.loads((Path(library_pages.__file__).parent / "demo" / "chartes.json").read_text())["items"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo"), pytest.mark.once]


def test_the_twenty_texts_are_published_with_the_answers_of_the_data():
    pages = {page.slug: page for page in CharterPage.objects.live()}

    assert len(pages) == len(CHARTERS) == 20
    for item in CHARTERS:
        page = pages[item["id"]]
        assert (page.title, page.summary) == (item["titre"], item["resume"])
        assert (page.nature.slug, page.state.slug) == (item["nature"], item["statut"])
        assert (page.adopted and page.adopted.iso) == (
            item["date_adoption"] or (item["annee"] and str(item["annee"])) or None
        )
        assert [row.authority.slug for row in page.authorities.all()] == item["collectivites"]
        assert [row.text for row in page.clauses.all()] == item["principes"]
        assert page.editorial_note == (item["notes"] or "")


def test_what_the_data_does_not_say_stays_empty():
    for page in CharterPage.objects.all():
        single = (page.deliberation_number, page.deliberation_url, page.official_url, page.reuse_licence, page.version)
        many = (page.domains.all(), page.documents.all(), page.tags.all())
        assert not any([*single, page.governance, page.body, page.verified_on, *many])


def test_each_source_is_an_address_or_the_title_of_a_document():
    for item in CHARTERS:
        page = CharterPage.objects.get(slug=item["id"])
        named = [item["source"], *item["sources_complementaires"]]
        assert [row.url or row.title for row in page.sources.all()] == [DOCUMENTS.get(name, name) for name in named]


def test_only_the_text_that_its_summary_calls_a_revision_replaces_another():
    replacing = {page.slug: page.replaces.slug for page in CharterPage.objects.exclude(replaces=None)}

    assert replacing == {"nantes-charte-donnee-ia-2025": "nantes-charte-donnee-2019"}
    [item] = [item for item in CHARTERS if item["id"] in replacing]
    assert "Révision de la charte de 2019" in item["resume"]


def test_only_the_guide_engages_no_authority():
    assert [page.slug for page in CharterPage.objects.filter(without_authority=True)] == [
        "guide-chartes-territoriales-donnee"
    ]


@pytest.mark.parametrize("address", ["/chartes/", "/bibliotheque/", "/recherche/"])
def test_boussole_finds_nantes_first(client, address):
    html = BeautifulSoup(client.get(address, {"q": "boussole"}).content, "html.parser")

    assert html.select_one(".record h3 a")["href"] == "/chartes/nantes-boussole-ia/"


def test_every_charter_answers_under_its_own_title(client):
    for page in CharterPage.objects.all():
        answer = client.get(page.url)
        assert answer.status_code == 200
        assert page.identifier in answer.content.decode()


def test_loading_again_changes_nothing():
    before = (Page.objects.count(), CharterPage.objects.count())

    call_command("demo", "library_pages", verbosity=0)

    assert (Page.objects.count(), CharterPage.objects.count()) == before
    assert CharterIndexPage.objects.get().show_in_menus
