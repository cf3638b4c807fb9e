"""What an editor saves in the admin is in the entries as soon as the answer is back."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from cms.members.models import User
from cms.members.roles import ADMINISTRATION, REDACTION
from cms.workflow import steps
from library_pages.models import UseCasePage
from search.models import SearchEntry
from tests.factories import (
    AudienceFactory,
    LocalAuthorityFactory,
    MaturityFactory,
    ThemeFactory,
    UseCasePageFactory,
    approve_submitted,
)
from tests.factories.forms import empty_use_case
from tests.sign_in import sign_in


@pytest.fixture
def editor(library, client):
    """Somebody of the group Rédaction, logged in."""
    user = User.objects.create_user("redactrice", "redaction@exemple.fr", "mot de passe")
    user.groups.set(Group.objects.filter(name=REDACTION.name))
    sign_in(client, user)
    return user


def answers(editor, **changed):
    """The POST of the editing form of a fiche, with every tab sent."""
    required = {
        "title": "Détecter les fuites du réseau d’eau",
        "slug": "fuites",
        "summary": "Un modèle repère les fuites.",
        "theme": ThemeFactory(slug="transition-ecologique").pk,
        "authority": LocalAuthorityFactory(slug="sicoval", name="Sicoval").pk,
        "audiences": (AudienceFactory(slug="agents").pk,),
        "maturity": MaturityFactory(slug="en-service").pk,
        "content_owner": editor.pk,
        "sources": inline_formset([{"title": "Présentation du 11 février 2025", "url": ""}]),
        "action-submit": "publish",
    }
    return nested_form_data(empty_use_case() | required | changed)


def entry():
    return SearchEntry.objects.public().get(source="library_pages.usecasepage")


def test_a_fiche_created_in_the_admin_is_found_at_the_next_request(library, editor, client):
    url = reverse("wagtailadmin_pages:add", args=["library_pages", "usecasepage", library.pk])

    response = client.post(url, answers(editor, tags='"eau potable", fuites'))

    assert response.status_code == 302
    approve_submitted()
    assert entry().facets["tag"] == ["eau-potable", "fuites"]
    assert entry().facets["theme"] == ["transition-ecologique"]
    assert entry().url == "/bibliotheque/fuites/"


def test_tags_themes_and_rows_changed_in_the_admin_are_found_at_the_next_request(library, editor, client):
    page = UseCasePageFactory(parent=library, slug="fuites", tags=["réseaux"])
    culture, mobility = ThemeFactory(slug="culture"), ThemeFactory(slug="mobilites")
    partner = LocalAuthorityFactory(slug="toulouse-metropole", name="Toulouse Métropole")
    changes = {
        "tags": "capteurs",
        "theme": culture.pk,
        "secondary_themes": (mobility.pk,),
        "associated_authorities": inline_formset([{"authority": partner.pk}]),
        "benefits": inline_formset([{"text": "Débit nocturne divisé par deux."}]),
        "need": rich_text("<p>Le réseau perd un <b>cinquième</b> de son eau.</p>"),
    }
    changes["sources"] = inline_formset(
        [{"id": page.sources.get().pk, "title": "Rapport annuel 2024", "url": ""}], initial=1
    )

    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), answers(editor, **changes))

    assert response.status_code == 302
    approve_submitted()
    assert entry().facets["tag"] == ["capteurs"]
    assert entry().facets["theme"] == ["culture", "mobilites"]
    assert entry().facets["collectivite"] == ["sicoval", "toulouse-metropole"]
    for words in ("Débit nocturne divisé par deux.", "perd un cinquième", "Rapport annuel 2024", "Toulouse Métropole"):
        assert words in entry().text
    assert "Présentation du 11 février 2025" not in entry().text


def test_a_draft_saved_in_the_admin_changes_nothing_in_public(library, editor, client):
    page = UseCasePageFactory(parent=library, slug="fuites", title="Le titre publié")
    draft = answers(editor, title="Un brouillon confidentiel", tags="secret")
    del draft["action-submit"]

    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), draft)

    assert response.status_code == 302
    assert UseCasePage.objects.get().get_latest_revision_as_object().title == "Un brouillon confidentiel"
    assert entry().title == "Le titre publié"
    assert "secret" not in str(entry().facets)


def test_a_fiche_taken_offline_is_gone_at_the_next_request(library, editor):
    steps.take_offline(UseCasePageFactory(parent=library), editor, "Un chiffre est faux.")

    assert not SearchEntry.objects.public().exists()


def test_a_fiche_made_private_in_the_admin_is_gone_at_the_next_request(library, editor, client):
    page = UseCasePageFactory(parent=library)
    url = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    editor.groups.set(Group.objects.filter(name=ADMINISTRATION.name))

    client.post(url, {"restriction_type": "login", "password": "", "groups": []})
    assert not SearchEntry.objects.public().exists()

    client.post(url, {"restriction_type": "none", "password": "", "groups": []})
    assert entry().title == page.title
