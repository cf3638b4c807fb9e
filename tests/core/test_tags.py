import pytest
from django.urls import reverse

from cms.taxonomy.models import Tag
from home.models import StandardPage
from tests.factories import StandardPageFactory

AUTOCOMPLETE = reverse("wagtailadmin_tag_model_autocomplete", args=["taxonomy", "tag"])


def names(page: StandardPage) -> list[str]:
    return sorted(tag.name for tag in page.tags.all())


def test_keywords_of_a_draft_are_public_once_published(page, save_page):
    save_page(page, tags="eau, sobriété numérique")
    assert names(StandardPage.objects.get()) == []
    assert names(StandardPage.objects.get().get_latest_revision_as_object()) == ["eau", "sobriété numérique"]

    save_page(page, publish=True, tags="eau, sobriété numérique")
    assert names(StandardPage.objects.get()) == ["eau", "sobriété numérique"]


def test_the_case_of_a_keyword_does_not_make_another_one(page, save_page, home):
    other = StandardPageFactory(parent=home, title="Autre page")

    save_page(page, publish=True, tags="Eau")
    save_page(other, publish=True, tags="eau, EAU")

    assert [tag.name for tag in Tag.objects.all()] == ["Eau"]
    assert names(StandardPage.objects.get(pk=other.pk)) == ["Eau"]


def test_a_keyword_taken_off_is_gone_when_the_page_is_published(page, save_page):
    save_page(page, publish=True, tags="eau, fuites")

    save_page(page, publish=True, tags="fuites")

    assert names(StandardPage.objects.get()) == ["fuites"]


def test_an_editor_is_offered_the_keywords_that_exist(editor_client):
    Tag.objects.create(name="Eau potable")
    Tag.objects.create(name="Propreté")

    assert editor_client.get(AUTOCOMPLETE, {"term": "eau"}).json() == ["Eau potable"]


def test_nobody_else_is_offered_them(client, home):
    response = client.get(AUTOCOMPLETE, {"term": "eau"})

    assert response.status_code == 302
    assert "login" in response.url


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "l'eau"])
def test_a_keyword_with_markup_is_shown_as_text_in_the_form(page, save_page, editor_client, typed):
    save_page(page, publish=True, tags=typed)

    form = editor_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert [tag.name for tag in Tag.objects.all()] == [typed]
    assert "<script>alert(1)</script>" not in form
