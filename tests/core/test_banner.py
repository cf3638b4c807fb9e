"""The message that staff put above every page, between two days."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from cms.core.models import SiteBanner
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.once

MESSAGE = "Le site change d’adresse le 3 mars."


@pytest.fixture
def save_banner(editor_client):
    def save(**fields):
        url = reverse("wagtailsettings:edit", args=["core", "sitebanner", Site.objects.get().pk])
        return editor_client.post(url, {"active": "on", "level": "alerte", "text": MESSAGE} | fields)

    return save


def shown(client, address="/"):
    return MESSAGE in client.get(address, headers={"host": "localhost"}).content.decode()


def day(offset):
    return (timezone.localdate() + datetime.timedelta(days=offset)).isoformat()


def test_a_banner_is_on_every_page_with_its_level_in_words(home, client, save_banner):
    StandardPageFactory(parent=home, title="À propos", slug="a-propos")

    save_banner(link_address="/a-propos/", link_label="En savoir plus")

    for address in ("/", "/a-propos/", "/plan-du-site/", "/recherche/"):
        assert shown(client, address), address
    page = client.get("/").content.decode()
    assert '<aside class="banner banner--alerte" aria-label="Alerte">' in page
    assert '<a href="/a-propos/">En savoir plus</a>' in page


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ({"from_date": 0, "until_date": 0}, True),
        ({"from_date": 1}, False),
        ({"until_date": -1}, False),
        ({"from_date": -1, "until_date": 1}, True),
    ],
)
def test_a_banner_keeps_to_its_days_both_included(home, client, save_banner, period, expected):
    save_banner(**{name: day(offset) for name, offset in period.items()})

    assert shown(client) is expected


def test_a_banner_switched_off_is_gone_at_the_next_request(home, client, save_banner):
    save_banner()
    assert shown(client)

    save_banner(active="")

    assert not shown(client)


def test_a_banner_keeps_its_message_when_the_page_it_links_is_withdrawn(home, client, save_banner):
    page = StandardPageFactory(parent=home, title="Travaux", slug="travaux")
    save_banner(link_page=str(page.pk), link_label="Les travaux")
    assert "Les travaux" in client.get("/").content.decode()

    page.unpublish()

    assert shown(client)
    assert "Les travaux" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"text": ""},
        {"link_address": "/a-propos/"},
        {"link_label": "En savoir plus"},
        {"link_address": "https://autre.exemple/", "link_label": "Ailleurs"},
        {"from_date": "2026-03-02", "until_date": "2026-03-01"},
    ],
    ids=["no message", "no label", "no target", "another site", "ends before it starts"],
)
def test_a_banner_that_would_make_no_sense_is_refused(home, save_banner, fields):
    assert save_banner(**fields).status_code == 200
    assert not SiteBanner.objects.filter(active=True).exists()
