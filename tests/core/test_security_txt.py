"""Whom to tell of a vulnerability (RFC 9116)."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from cms.core.models import SiteIdentity
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.once


@pytest.fixture
def identity(home):
    return SiteIdentity.objects.create(site=Site.objects.get())


def get(client):
    return client.get("/.well-known/security.txt", headers={"host": "localhost"})


def fields(response):
    return dict(line.split(": ", 1) for line in response.content.decode().splitlines())


def test_the_contact_that_staff_recorded_is_given_with_a_date_of_expiry(client, identity):
    identity.contact_email = "securite@example.org"
    identity.save()

    response = get(client)

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    said = fields(response)
    assert said["Contact"] == "mailto:securite@example.org"
    assert said["Preferred-Languages"] == "fr"
    assert said["Canonical"] == "http://localhost/.well-known/security.txt"
    left = datetime.datetime.fromisoformat(said["Expires"]) - timezone.now()
    assert datetime.timedelta(days=30) < left < datetime.timedelta(days=365)


def test_the_contact_page_stands_in_for_an_address(client, home, identity):
    identity.contact_page = StandardPageFactory(parent=home, title="Contact", slug="contact")
    identity.save()

    assert fields(get(client))["Contact"] == "http://localhost/contact/"


def test_no_contact_is_made_up(client, identity):
    assert get(client).status_code == 404


def test_a_contact_page_that_is_not_public_is_not_given(client, home, identity):
    identity.contact_page = StandardPageFactory(parent=home, title="Contact", slug="contact")
    identity.save()
    PageViewRestriction.objects.create(page=identity.contact_page, restriction_type=PageViewRestriction.LOGIN)

    assert get(client).status_code == 404
