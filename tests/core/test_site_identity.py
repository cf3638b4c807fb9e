import pytest
from django.urls import reverse
from wagtail.models import Site

from cms.core.models import SiteIdentity
from tests.sign_in import sign_in

pytestmark = pytest.mark.once


@pytest.fixture
def edit_url(home):
    return reverse("wagtailsettings:edit", args=["core", "siteidentity", Site.objects.get().pk])


def test_an_editor_changes_what_every_page_says_of_the_site(editor_client, edit_url, client):
    response = editor_client.post(edit_url, {"name": "L’IA des villes", "tagline": "Un commun.", "publisher": ""})

    assert response.status_code == 302
    for address in ("/", "/plan-du-site/"):
        assert "L’IA des villes</a>" in client.get(address).content.decode()


def test_a_wrong_address_is_refused_next_to_its_field(editor_client, edit_url):
    response = editor_client.post(edit_url, {"name": "IA des territoires", "contact_email": "contact"})

    assert "adresse de courriel valide" in response.content.decode()
    assert not SiteIdentity.objects.filter(contact_email="contact").exists()


def test_a_user_of_the_admin_without_the_permission_is_refused(home, client, edit_url, account):
    sign_in(client, account("relecteur"))

    client.post(edit_url, {"name": "Autre nom"})

    assert not SiteIdentity.objects.filter(name="Autre nom").exists()
