"""Staff edit synonym groups in the admin; the next search obeys."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from cms.members.models import User
from search.models import SynonymGroup
from tests.search.entries import add_entries, fiche
from tests.sign_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(home, client):
    """Somebody of the group Rédaction, logged in."""
    user = User.objects.create_user("redactrice", password="mot-de-passe")
    user.groups.add(Group.objects.get(name="Rédaction"))
    sign_in(client, user)
    return client


def address(name: str, *args: object) -> str:
    return reverse(SynonymGroup.snippet_viewset.get_url_name(name), args=args)


def total(client, typed: str) -> int:
    return client.get("/api/v1/recherche/", {"q": typed}).json()["total"]


def test_a_group_saved_in_the_admin_is_obeyed_then_changed_then_forgotten(editor):
    add_entries(fiche("Vélo en ville"))
    assert total(editor, "bicyclette") == 0
    assert editor.post(address("add"), {"terms": "vélo\nbicyclette", "active": "on"}).status_code == 302
    assert total(editor, "bicyclette") == 1
    group = SynonymGroup.objects.get()
    assert editor.post(address("edit", group.pk), {"terms": "vélo\nbicyclette"}).status_code == 302
    assert total(editor, "bicyclette") == 0
    assert editor.post(address("delete", group.pk)).status_code == 302
    assert not SynonymGroup.objects.exists()


def test_a_group_of_one_word_is_refused_with_a_sentence(editor):
    response = editor.post(address("add"), {"terms": "vélo\n \n", "active": "on"})
    assert "au moins deux équivalents" in response.content.decode()
    assert not SynonymGroup.objects.exists()


def test_the_list_shows_each_group_as_an_equality(editor):
    SynonymGroup.objects.create(terms="IA\n intelligence artificielle \n")
    assert "IA = intelligence artificielle" in editor.get(address("list")).content.decode()
