"""Two people of the rédaction on the same page: whoever saves second reads both versions, and nothing is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import get_page_models
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.core.models import BasePage
from cms.members.models import User
from cms.workflow import steps
from cms.workflow.conflicts import conflict
from cms.workflow.models import SetAside
from home.models import HomePage, StandardPage
from tests.factories import StandardPageFactory
from tests.sign_in import sign_in

LOADED = ("loaded_revision_id", "loaded_revision_created_at")
Editor = Callable[[str], "Screen"]


class Screen:
    """The editing screen as one person opened it: what it posts depends on when."""

    def __init__(self, page: StandardPage, user: User) -> None:
        self.user, self.client = user, Client(headers={"host": "localhost"})
        sign_in(self.client, user)
        self.page = page
        self.address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        revision = StandardPage.objects.get(pk=page.pk).get_latest_revision()
        draft = revision.as_object()
        self.answers = {"title": draft.title, "introduction": draft.introduction}
        self.hidden = dict(zip(LOADED, (str(revision.pk), revision.created_at.isoformat()), strict=True))

    def open(self, response: Any) -> None:
        """Go on with the screen that was answered, which says itself what it was loaded from."""
        form = BeautifulSoup(response.content, "html.parser").select_one("form[data-edit-form]")
        self.hidden = {name: form.select_one(f"[name={name}]")["value"] for name in LOADED}

    def _data(self, **answers: str) -> dict[str, Any]:
        self.answers |= answers
        blocks = {"body": streamfield([]), "comments": inline_formset([]), "tags": "", "slug": self.page.slug}
        return nested_form_data({**blocks, **self.answers}) | self.hidden

    def save(self, **answers: str) -> Any:
        return self.client.post(self.address, self._data(**answers))

    def autosave(self, **answers: str) -> Any:
        response = self.client.post(self.address, self._data(**answers), headers={"accept": "application/json"})
        saved = response.json()
        if saved["success"]:
            self.hidden |= {"overwrite_revision_id": str(saved["revision_id"])}
        return saved

    def choose(self, choice: str, **sides: str) -> Any:
        address = reverse("page_conflict", args=[self.page.pk])
        form = BeautifulSoup(self.client.get(address).content, "html.parser")
        latest = form.select_one("[name=latest]")["value"]
        checked = {box["name"]: box["value"] for box in form.select("input[type=radio][checked]")}
        return self.client.post(address, {"latest": latest, "choice": choice, **checked, **sides})

    def shown(self) -> str:
        return self.client.get(reverse("page_conflict", args=[self.page.pk])).content.decode()


@pytest.fixture
def about(home: HomePage) -> StandardPage:
    page: StandardPage = StandardPageFactory(parent=home, title="À propos", introduction="Le début.", live=False)
    page.save_revision()
    return page


@pytest.fixture
def editor(about: StandardPage, account: Callable[..., User]) -> Editor:
    return lambda name: Screen(about, account("redaction", username=name, first_name=name))


def last(page: StandardPage) -> StandardPage:
    draft: StandardPage = StandardPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return draft


def test_the_second_to_save_reads_both_versions_instead_of_overwriting(about: StandardPage, editor: Editor) -> None:
    anne, brice = editor("Anne"), editor("Brice")
    assert anne.save(introduction="Le début, par Anne.").status_code == 302
    refused = brice.save(introduction="Le début, par Brice.")

    assert refused["Location"] == reverse("page_conflict", args=[about.pk])
    assert last(about).introduction == "Le début, par Anne."
    shown = brice.shown()
    assert "Anne" in shown
    assert "Brice" in shown
    assert anne.client.get(refused["Location"]).status_code == 404  # his text is his own

    brice.choose("mienne")
    assert last(about).introduction == "Le début, par Brice."
    assert about.revisions.last().user == brice.user
    assert about.revisions.filter(content__introduction="Le début, par Anne.").exists()
    assert not SetAside.objects.exists()


def test_what_only_one_changed_is_proposed_and_the_rest_is_asked(about: StandardPage, editor: Editor) -> None:
    anne, brice = editor("Anne"), editor("Brice")
    anne.save(title="Titre d’Anne", introduction="D’Anne.")
    brice.save(introduction="De Brice.")

    assert "Choisissez une version" in brice.choose("choix").content.decode()
    brice.choose("choix", introduction="mienne")
    assert (last(about).title, last(about).introduction) == ("Titre d’Anne", "De Brice.")


def test_the_other_version_may_be_kept(about: StandardPage, editor: Editor) -> None:
    anne, brice = editor("Anne"), editor("Brice")
    anne.save(introduction="D’Anne.")
    brice.save(introduction="De Brice.")
    brice.choose("autre")

    assert last(about).introduction == "D’Anne."
    assert not SetAside.objects.exists()


def test_a_version_saved_while_he_compares_is_not_overwritten_either(about: StandardPage, editor: Editor) -> None:
    anne, brice = editor("Anne"), editor("Brice")
    anne.save(introduction="D’Anne.")
    address = brice.save(introduction="De Brice.")["Location"]
    latest = about.revisions.last().pk
    Screen(about, anne.user).save(introduction="D’Anne, encore.")
    again = brice.client.post(address, {"latest": latest, "choice": "mienne"}, follow=True)

    assert "la comparaison est refaite" in again.content.decode()
    assert last(about).introduction == "D’Anne, encore."
    assert SetAside.objects.get().content["introduction"] == "De Brice."


def test_autosave_is_refused_and_its_text_kept(about: StandardPage, editor: Editor) -> None:
    anne, brice = editor("Anne"), editor("Brice")
    for text in ("D’Anne.", "D’Anne, mieux."):
        assert anne.autosave(introduction=text)["success"]
    refused = brice.autosave(introduction="De Brice.")

    assert refused["error_code"] == "invalid_revision"
    assert last(about).introduction == "D’Anne, mieux."
    assert "Comparer les deux" in brice.client.get(brice.address).content.decode()
    assert brice.save()["Location"] == reverse("page_conflict", args=[about.pk])


def test_a_version_rewritten_in_place_by_autosave_is_another_one(about: StandardPage, editor: Editor) -> None:
    anne = editor("Anne")
    anne.autosave(introduction="D’Anne.")
    brice = editor("Brice")
    anne.autosave(introduction="D’Anne, mieux.")
    brice.save(introduction="De Brice.")

    assert last(about).introduction == "D’Anne, mieux."
    assert SetAside.objects.get().content["introduction"] == "De Brice."


def test_who_changed_nothing_reads_the_new_version(about: StandardPage, editor: Editor) -> None:
    anne, brice = editor("Anne"), editor("Brice")
    anne.save(introduction="D’Anne.")
    answer = brice.save()

    assert answer["Location"] == brice.address
    assert last(about).introduction == "D’Anne."
    assert not SetAside.objects.exists()


def test_a_form_with_errors_comes_back_and_is_compared_once_they_are_corrected(
    about: StandardPage, editor: Editor
) -> None:
    anne, brice = editor("Anne"), editor("Brice")
    anne.save(introduction="D’Anne.")
    again = brice.save(introduction="B" * 401)
    assert "B" * 401 in again.content.decode()
    brice.open(again)

    assert brice.save(introduction="De Brice.")["Location"] == reverse("page_conflict", args=[about.pk])
    assert last(about).introduction == "D’Anne."


def test_a_text_aside_waits_for_the_end_of_a_review(about: StandardPage, editor: Editor) -> None:
    anne, brice = editor("Anne"), editor("Brice")
    anne.save(introduction="D’Anne.")
    brice.save(introduction="De Brice.")
    steps.submit(StandardPage.objects.get(pk=about.pk), anne.user)
    brice.choose("mienne")

    assert last(about).introduction == "D’Anne."
    assert SetAside.objects.exists()


def test_his_own_saves_never_conflict(about: StandardPage, editor: Editor) -> None:
    anne = editor("Anne")
    assert anne.autosave(introduction="Un.")["success"]
    assert anne.autosave(introduction="Deux.")["success"]
    anne.open(anne.client.get(anne.save(introduction="Trois.")["Location"]))
    anne.hidden.pop("overwrite_revision_id", None)
    anne.save(introduction="Quatre.")

    assert last(about).introduction == "Quatre."


def test_a_click_before_the_answer_of_his_own_autosave_is_no_conflict(about: StandardPage, editor: Editor) -> None:
    anne = editor("Anne")
    loaded = dict(anne.hidden)
    anne.autosave(introduction="Un.")
    anne.hidden = loaded
    anne.save(introduction="Un, et demi.")

    assert last(about).introduction == "Un, et demi."
    assert not SetAside.objects.exists()


def test_a_form_elsewhere_asks_the_same(about: StandardPage) -> None:
    base = about.get_latest_revision()
    assert conflict(about, base.pk) is None
    newer = about.save_revision()
    assert conflict(about, base.pk) == newer
    assert conflict(about, None) == newer


def test_no_field_hides_what_the_script_of_the_editor_reads_of_its_form() -> None:
    """`form.method` is the control named so, when there is one: autosave then never leaves the browser."""
    for model in get_page_models():
        if issubclass(model, BasePage):
            names = set(model.get_edit_handler().get_form_class().base_fields)
            assert not names & {"action", "elements", "method", "reset", "submit"}, model
