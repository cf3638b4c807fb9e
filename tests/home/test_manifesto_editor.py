"""An editor writes the manifesto through the admin screens, without being a superuser."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from home.models import ManifestoChapterPage, ManifestoPage
from tests.factories import ManifestoChapterPageFactory, ManifestoPageFactory, approve_submitted, publish

pytestmark = pytest.mark.once


def source(title: str = "Communiqué du 13 mars 2025") -> dict[str, str]:
    return {"title": title, "url": ""}


def post_data(*, submit: bool = False, **answers: Any) -> dict[str, Any]:
    """What the browser posts for either page class."""
    data: dict[str, Any] = {
        name: streamfield(answers.pop(name, [])) for name in ("body", "other_titles", "sources")
    } | {"tags": "", "comments": inline_formset([])}
    if "principles" in answers:
        rows = answers.pop("principles")
        data["principles"] = inline_formset(rows, initial=sum(1 for row in rows if "id" in row))
    return nested_form_data(data) | answers | ({"action-submit": "1"} if submit else {})


def chapter_data(**answers: Any) -> dict[str, Any]:
    return post_data(
        **{
            "title": "L’axe social",
            "slug": "social",
            "code": "S",
            "definition": "garantir une IA équitable.",
            "definition_source": "Article de Localtis",
            "principles": [{"code": "S-1", "statement": "garantir une IA équitable"}],
            "submit": True,
            **answers,
        }
    )


def messages(response: Any) -> str:
    form = response.context["form"]
    return f"{form.errors} {form.formsets['principles'].non_form_errors()} {form.formsets['principles'].errors}"


@pytest.fixture
def manifesto(home):
    return ManifestoPageFactory(parent=home)


@pytest.fixture
def add_url(manifesto):
    return reverse("wagtailadmin_pages:add", args=("home", "manifestochapterpage", manifesto.pk))


@pytest.fixture
def chapter(manifesto):
    """Published, with S-1 and S-2."""
    chapter = ManifestoChapterPageFactory(parent=manifesto, slug="social", statements=["un", "deux"])
    publish(chapter)
    return chapter


def rows(chapter, *codes: str) -> list[dict[str, Any]]:
    """The rows of the form for the principles of the chapter, with these codes."""
    saved = chapter.principles.all()
    return [
        {"id": row.pk, "code": code, "statement": row.statement, "ORDER": rank}
        for rank, (row, code) in enumerate(zip(saved, codes, strict=True), 1)
    ]


def test_an_editor_publishes_the_manifesto_with_its_other_titles(redaction, client, home):
    data = post_data(
        submit=True,
        title="Manifeste",
        slug="manifeste",
        document_title="Manifeste pour une IA responsable",
        introduction="Une doctrine commune.",
        presented="03/2025",
        place="Rennes",
        other_titles=[("title", {"title": "Un autre titre", "source": source("Article de presse")})],
        sources=[("source", source())],
    )

    redaction.post(reverse("wagtailadmin_pages:add", args=("home", "manifestopage", home.pk)), data)
    approve_submitted()

    text = client.get("/manifeste/", headers={"host": "localhost"}).content.decode()
    for written in ("Manifeste pour une IA responsable", "Un autre titre", "Article de presse", "mars 2025", "Rennes"):
        assert written in text, written


def test_a_manifesto_is_not_published_without_a_source(redaction, home):
    data = post_data(
        submit=True, title="Manifeste", slug="manifeste", document_title="Manifeste", introduction="Une doctrine."
    )

    response = redaction.post(reverse("wagtailadmin_pages:add", args=("home", "manifestopage", home.pk)), data)

    assert "sources" in response.context["form"].errors
    assert not ManifestoPage.objects.exists()


def test_a_draft_chapter_may_lack_its_definition_and_a_published_one_may_not(redaction, add_url):
    data = chapter_data(definition="", definition_source="")

    refused = redaction.post(add_url, data)
    assert {"definition", "definition_source"} <= set(refused.context["form"].errors)

    del data["action-submit"]
    redaction.post(add_url, data)
    assert not ManifestoChapterPage.objects.get().live


@pytest.mark.parametrize(
    ("codes", "reason"),
    [
        (["S-1", "S-1"], "ne désigne qu’un principe"),
        (["S-1", "D-2"], "commence par celui du chapitre"),
        (["S-1", "S-0"], "s’écrit comme"),
    ],
)
def test_a_code_that_cannot_be_an_address_is_refused(redaction, add_url, codes, reason):
    principles = [{"code": code, "statement": "un principe"} for code in codes]

    response = redaction.post(add_url, chapter_data(principles=principles))

    assert reason in messages(response)
    assert not ManifestoChapterPage.objects.exists()


def test_two_chapters_cannot_have_one_code(redaction, add_url, chapter):
    response = redaction.post(add_url, chapter_data(slug="autre"))

    assert "Un autre chapitre a le code S" in messages(response)


@pytest.mark.parametrize("publish", [True, False], ids=["published", "draft"])
@pytest.mark.parametrize("codes", [["S-1", "S-3"], ["S-1"]], ids=["changed", "removed"])
def test_the_code_of_a_published_principle_stays(redaction, chapter, codes, publish):
    kept = rows(chapter, "S-1", codes[1] if len(codes) > 1 else "S-2")
    if len(codes) == 1:
        kept[1]["DELETE"] = "1"

    response = redaction.post(
        reverse("wagtailadmin_pages:edit", args=(chapter.pk,)), chapter_data(principles=kept, publish=publish)
    )

    assert "d’autres le citent : S-2" in messages(response).replace("\u00a0", " ")
    assert chapter.get_latest_revision_as_object().principles.count() == 2


def test_the_statement_of_a_published_principle_may_change_and_keeps_its_place(redaction, client, chapter):
    kept = rows(chapter, "S-1", "S-2")
    kept[0]["statement"] = "énoncé corrigé"

    redaction.post(reverse("wagtailadmin_pages:edit", args=(chapter.pk,)), chapter_data(principles=kept))
    approve_submitted()

    read = client.get("/manifeste/social/", headers={"host": "localhost"}).content.decode()
    assert "énoncé corrigé" in read
    assert read.index('id="s-1"') < read.index('id="s-2"')


def test_a_draft_is_previewed_at_its_place(redaction, manifesto, chapter):
    draft = ManifestoChapterPageFactory(parent=manifesto, title="Axe à venir", slug="a-venir", code="D", live=False)
    draft.save_revision()

    response = redaction.get(reverse("wagtailadmin_pages:view_draft", args=(draft.pk,)))

    assert "axe 2 sur 2" in response.content.decode()
