"""Somebody without account reads one version by a link, comments it and gives an opinion."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.core import page_cache
from cms.core.memory import Memory
from cms.core.models import OutgoingMail
from cms.members.models import SignedLink
from cms.members.personal_data import Person, erase, export
from cms.workflow import steps
from cms.workflow.models import OpinionRequest
from tests.factories import StandardPageFactory, publish
from tests.library_pages.annexes import SECRETS, annexed
from tests.renewing import BUTTON
from tests.sign_in import sign_in

LINK = re.compile(r"http://localhost:8000(/lien/\S+)")
READER = {"name": "Anne Dupont", "role": "Déléguée à la protection des données", "email": "anne@exemple.fr"}


@pytest.fixture
def online(home):
    page = StandardPageFactory(parent=home, title="Fuites d’eau", introduction="Ce qui est en ligne.", live=False)
    publish(page)
    page.refresh_from_db()
    return page


@pytest.fixture
def editor(account, client):
    """Asks for opinions."""
    user = account("redaction")
    sign_in(client, user)
    return user


def submit(page, user, introduction):
    draft = page.get_latest_revision_as_object()
    draft.introduction = introduction
    draft.save_revision(user=user)
    steps.submit(draft, user)


@pytest.fixture
def asked(online, editor, client):
    """A version under review, somebody asked, and his own browser."""
    submit(online, editor, "Ce qui est proposé.")
    reader = Client()
    return SimpleNamespace(page=online, reader=reader, link=ask(client, online), editor=editor)


def ask(client, page, **changes):
    """The address that the mail holds."""
    response = client.post(f"/admin/avis/{page.pk}/", READER | {"message": "Relisez l’introduction."} | changes)
    assert response.status_code == 302
    mail = OutgoingMail.objects.filter(name="opinion_request").latest("pk")
    assert mail.to == (READER | changes)["email"]
    assert "Relisez l’introduction." in mail.text
    [address] = set(LINK.findall(mail.text))
    return address


def open_page(reader, link):
    """Follow the link as a browser does; the address of the page behind it."""
    response = reader.get(link)
    assert response.status_code == 302
    return response["Location"]


def text(response):
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_the_version_is_read_commented_and_the_answer_told(asked, client, account):
    address = open_page(asked.reader, asked.link)
    question = text(asked.reader.get(address))
    assert "Relisez l’introduction." in question
    assert "Ce qui est proposé." in question
    name = re.search(r'name="(passage-\d+)"', question[question.index("<summary>Introduction") :]).group(1)

    empty = asked.reader.post(address, {"opinion": "a-modifier"})
    assert empty.status_code == 422
    assert "Dites ce qu’il faudrait modifier" in text(empty)
    answer = {"opinion": "a-modifier", "comment": "Il manque la base légale.", name: "Trop vague."}
    asked.reader.post(address, answer)

    mail = OutgoingMail.objects.get(name="opinion_given")
    assert mail.to == asked.editor.email
    assert "à modifier" in mail.subject
    assert "Il manque la base légale." in mail.text
    assert "Trop vague." in mail.text
    reviewer = Client()
    sign_in(reviewer, account("relecteur"))
    for shown in (
        text(client.get(f"/admin/avis/{asked.page.pk}/")),
        text(reviewer.get(f"/admin/relecture/{asked.page.pk}/")),
    ):
        assert "Anne Dupont, Déléguée à la protection des données" in shown
        assert "Trop vague." in shown
    history = text(client.get(f"/admin/pages/{asked.page.pk}/history/"))
    assert "Anne Dupont, Déléguée à la protection des données a donné son avis : À modifier" in history
    steps_taken = " ".join(text(reviewer.get(f"/admin/relecture/{asked.page.pk}/historique/")).split())
    assert ": Anne Dupont, Déléguée à la protection des données a donné son avis" in steps_taken


def test_an_opinion_decides_nothing(asked):
    asked.reader.post(open_page(asked.reader, asked.link), {"opinion": "favorable"})

    asked.page.refresh_from_db()
    assert asked.page.workflow_in_progress
    assert not asked.page.current_workflow_task_state.approvals.exists()
    assert "Ce qui est en ligne." in text(Client().get(asked.page.url))


def test_the_reader_sees_the_draft_while_the_public_page_is_cached(asked, monkeypatch):
    monkeypatch.setattr(page_cache, "pages", Memory(10_000_000))
    published = Client().get(asked.page.url)
    assert "Ce qui est en ligne." in text(published)

    version = asked.reader.get(open_page(asked.reader, asked.link) + "version/")

    assert "Ce qui est proposé." in text(version)
    assert "Ce qui est en ligne." not in text(version)
    assert "Version proposée, non publiée." in text(version)
    assert Client().get(asked.page.url).content == published.content


def test_the_cookies_of_the_reader_do_not_travel_with_the_version(asked, editor):
    sign_in(asked.reader, editor)

    version = asked.reader.get(open_page(asked.reader, asked.link) + "version/")

    assert "Ce qui est proposé." in text(version)
    assert "wagtail-userbar" not in text(version)


def test_what_is_kept_for_members_is_not_for_the_reader(library, editor, client, account):
    page = annexed(library)
    page.refresh_from_db()
    page.save_revision(user=editor)
    reader = Client()
    sign_in(reader, account("membre"), "code")
    address = open_page(reader, ask(client, page))

    shown = text(reader.get(address)) + text(reader.get(address + "version/"))

    assert "Version proposée, non publiée." in shown
    assert not [secret for secret in SECRETS if secret in shown]


def test_nothing_of_the_link_is_kept_indexed_or_logged(asked, caplog):
    token = asked.link.split("/")[2]
    first = asked.reader.get(asked.link)
    cookie = first.cookies["lien"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (first["Location"], True, "Lax")
    assert token not in first["Location"]
    bad = asked.reader.get(asked.link.replace(token, token[:-2] + "xx"))
    pages = [first, bad, *(asked.reader.get(first["Location"] + rest) for rest in ("", "version/"))]
    for response in pages:
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] in {"no-referrer", "same-origin"}
    assert first["Referrer-Policy"] == bad["Referrer-Policy"] == "no-referrer"
    assert "Not Found: /lien/…/" in caplog.text
    assert token[:-2] not in caplog.text


def test_reading_uses_nothing_and_a_link_serves_once(asked):
    for _ in range(3):
        address = open_page(asked.reader, asked.link)
        assert asked.reader.head(asked.link).status_code == 302
        asked.reader.get(address)
    asked.reader.post(address, {"opinion": "favorable", "comment": "Rien à dire."})

    asked.reader.post(address, {"opinion": "a-modifier", "comment": "Autre chose."})
    again = text(asked.reader.get(open_page(asked.reader, asked.link)))

    assert "votre avis est enregistré" in again
    assert "Rien à dire." in again
    assert "Autre chose." not in again
    assert OpinionRequest.objects.get().opinion == "favorable"
    assert PageLogEntry.objects.filter(action="workflow.opinion_given").count() == 1


def test_a_link_opens_its_own_page_only(asked, client, home):
    other = StandardPageFactory(parent=home, live=False)
    other.save_revision()
    link = ask(client, other, email="bob@exemple.fr")
    address = open_page(asked.reader, link)

    token = asked.link.split("/")[2]
    asked.reader.cookies["lien"] = token  # that of the first link, sent to the page of the second
    assert asked.reader.get(address).status_code == 404
    assert Client().get(address).status_code == 404
    assert asked.reader.get(asked.link.replace("/lien/", "/lien/x")).status_code == 404


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("expired", "Ce lien a expiré"),
        ("revoked", "Ce lien a été retiré"),
        ("submitted", "ne correspond plus à la version actuelle"),
        ("published", "ne correspond plus à la version actuelle"),
    ],
)
def test_a_link_that_no_longer_opens_says_why_and_records_nothing(asked, client, account, how, said):
    address = open_page(asked.reader, asked.link)
    if how == "expired":
        SignedLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif how == "revoked":
        assert client.post(f"/admin/avis/revoquer/{OpinionRequest.objects.get().pk}/").status_code == 302
    else:
        steps.withdraw(asked.page, asked.editor)
        submit(asked.page, asked.editor, "Encore autre chose.")
        if how == "published":
            steps.approve(asked.page.current_workflow_task_state, account("relecteur"))

    for response in (
        asked.reader.get(asked.link),
        asked.reader.get(address),
        asked.reader.get(address + "version/"),
        asked.reader.post(address, {"opinion": "favorable"}),
    ):
        assert response.status_code == 410
        assert said in text(response)
        assert "Ce qui est proposé." not in text(response)
        assert BUTTON not in text(response), "only who asked sends another"
    assert not OpinionRequest.objects.get().opinion
    assert "Révoquer le lien" not in text(client.get(f"/admin/avis/{asked.page.pk}/"))


@pytest.mark.parametrize(("role", "status"), [("contributeur", 403), ("administration", 302), ("relecteur", 200)])
def test_only_redaction_and_relecteurs_ask(asked, account, role, status):
    visitor = Client()
    sign_in(visitor, account(role))

    assert visitor.get(f"/admin/avis/{asked.page.pk}/").status_code == status
    visitor.post(f"/admin/avis/revoquer/{OpinionRequest.objects.get().pk}/")
    assert (SignedLink.objects.get().revoked_at is None) == (status != 200)


def test_no_opinion_is_asked_on_what_is_already_online(online, editor, client):
    assert "Envoyer le lien" not in text(client.get(f"/admin/avis/{online.pk}/"))
    client.post(f"/admin/avis/{online.pk}/", READER)
    assert not OpinionRequest.objects.exists()


def test_guessing_links_is_slowed(home):
    visitor = Client()
    answers = [visitor.get("/lien/pas-un-lien/").status_code for _ in range(31)]
    assert set(answers[:30]) == {404}
    assert answers[30] == 429


def test_a_person_gets_what_is_kept_and_may_be_forgotten(asked):
    asked.reader.post(open_page(asked.reader, asked.link), {"opinion": "favorable", "comment": "Clair."})
    person = Person.named("anne@exemple.fr")
    assert export(person)["Avis demandés par lien"][0]["remarque générale"] == "Clair."

    erase(person)

    assert not export(person)
    request = OpinionRequest.objects.get()
    assert (request.comment, request.opinion) == ("Clair.", "favorable")
    assert not PageLogEntry.objects.filter(data__icontains="Dupont").exists()
    assert not SignedLink.objects.filter(email=person.email).exists()
