"""A version on its own screen: what is read there, and what is decided."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import TaskState

from cms.members.models import User
from cms.workflow import steps
from cms.workflow.permissions import State, in_review, state_of
from tests.workflow.desk import INDEX, Session, decide, item, read, words


def test_the_item_says_what_changed_what_was_found_and_what_was_remarked(
    submit: Any, author: User, reviewer: User, session: Session
) -> None:
    page = submit("Avant", introduction="Un texte.")
    steps.approve(in_review(page), reviewer)  # type: ignore[arg-type]
    draft = read(page)
    draft.title, draft.introduction = "Après", "Écrire à jean.dupont@exemple.fr."
    draft.save_revision(user=author)
    steps.submit(draft, author)

    response = session(reviewer).get(item(page))
    shown = words(response)

    assert "Titre retiré : Avant fin de retrait ajouté : Après fin d’ajout" in shown
    assert "<ins>" in response.content.decode()
    assert "adresse électronique visible de tous (« jean.dupont@exemple.fr »)" in shown
    assert "Voir dans l’éditeur" not in shown, "a reviewer cannot edit"
    preview = session(reviewer).get(reverse("workflow_desk:preview", args=[page.pk]))
    assert "Après" in preview.content.decode()
    assert preview["Cache-Control"].startswith("private, no-store")
    assert "Voir dans l’éditeur" in words(session(author).get(item(page)))


def test_approving_puts_online_and_the_second_click_says_who_did_it(
    submit: Any, reviewer: User, account: Any, session: Session
) -> None:
    page, client = submit(), session(reviewer)
    task_state = in_review(page)
    assert "vous avez approuvé cette version" in words(decide(client, page, "approuver"))
    assert read(page).live

    again = words(decide(client, page, "approuver", task_state=task_state))
    assert "Cette relecture est terminée : elle a été approuvée par Rémi Relecteur." in again
    assert TaskState.objects.filter(status=TaskState.STATUS_APPROVED).count() == 1
    assert "terminée" in words(decide(session(account("relecteur")), page, "refuser", "Non.", task_state=task_state))
    assert read(page).live


@pytest.mark.parametrize(
    ("decision", "missing", "state", "in_history"),
    [
        (
            "demander-des-modifications",
            "Dites à l’auteur ce qu’il doit modifier.",
            State.IN_REVIEW,
            "a demandé des mod",
        ),
        ("refuser", "Dites à l’auteur pourquoi vous refusez cette version.", State.DRAFT, "a refusé cette version"),
    ],
)
def test_the_other_two_verbs_ask_for_a_reason(
    decision: str, missing: str, state: State, in_history: str, *, submit: Any, reviewer: User, session: Session
) -> None:
    page, client = submit(), session(reviewer)
    refused = decide(client, page, decision, "   ")
    assert refused.status_code == 422
    assert missing in words(refused)
    assert 'aria-invalid="true"' in refused.content.decode()
    assert state_of(read(page)) == State.IN_REVIEW
    assert in_review(page)

    decide(client, page, decision, "Le <b>troisième</b> chiffre est faux.")
    assert in_review(page) is None
    history = client.get(reverse("workflow_desk:history", args=[page.pk]))
    assert f"Rémi Relecteur {in_history}" in words(history)
    assert "Le &lt;b&gt;troisième&lt;/b&gt; chiffre est faux." in history.content.decode()
    assert "a retiré la version" not in words(history)


def test_who_wrote_a_version_is_told_why_he_does_not_decide(
    submit: Any, author: User, reviewer: User, session: Session
) -> None:
    author.groups.add(*reviewer.groups.all())
    page, client = submit(), session(author)
    assert "une autre personne la relit" in words(client.get(item(page)))
    assert "Vous ne pouvez pas décider" in words(decide(client, page, "approuver"))
    assert not read(page).live


def test_what_blocks_is_refused_whatever_the_screen_shows(
    submit: Any, author: User, reviewer: User, session: Session
) -> None:
    figure = {
        "type": "figure",
        "value": {"number": "84", "unit": "%", "label": "Part", "source": {"title": "", "url": ""}},
    }
    page = submit(body=[figure])
    client = session(reviewer)
    shown = client.get(item(page))
    assert "Le chiffre « 84 % » n’a pas de source." in words(shown)
    assert 'value="approuver"' not in shown.content.decode()
    assert "ne peut pas être approuvée" in words(decide(client, page, "approuver"))
    assert not read(page).live


def test_an_author_takes_his_version_back(submit: Any, author: User, reviewer: User, session: Session) -> None:
    page = submit()
    withdraw = reverse("workflow_desk:withdraw", args=[page.pk])
    assert "Seuls les auteurs" in words(session(reviewer).post(withdraw, follow=True))
    assert "Retirer de la relecture" in words(session(author).get(item(page)))
    session(author).post(withdraw)
    assert state_of(read(page)) == State.DRAFT


@pytest.mark.parametrize("role", ["redaction", "relecteur", "administration"])
def test_a_live_page_is_taken_offline_with_a_reason(
    role: str, submit: Any, reviewer: User, account: Any, session: Session
) -> None:
    page, client = submit(), session(account(role))
    address = reverse("workflow_desk:offline", args=[page.pk])
    assert client.get(address).status_code == 302, "not online"
    steps.approve(in_review(page), reviewer)  # type: ignore[arg-type]

    assert "Retirer du site" in words(client.get(address))
    missing = client.post(address, {"reason": ""})
    assert "Dites pourquoi cette page est retirée." in words(missing)
    assert read(page).live
    history = client.post(address, {"reason": "La collectivité le demande."}, follow=True)
    assert "a retiré la page du site" in words(history)
    assert "La collectivité le demande." in words(history)
    assert state_of(read(page)) == State.ARCHIVED


def test_titles_are_never_html(submit: Any, reviewer: User, session: Session) -> None:
    page = submit("<script>alert(1)</script>")
    client = session(reviewer)
    addresses = [item(page), reverse(INDEX), reverse("workflow_desk:history", args=[page.pk])]
    revision = page.latest_revision_id
    for address in [*addresses, reverse("workflow_desk:version", args=[page.pk, revision])]:
        response = client.get(address)
        assert response.status_code == 200
        assert "<script>alert(1)" not in response.content.decode()
