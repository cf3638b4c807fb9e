"""The register of commitments in the admin: what staff read, decide and keep; who is told, who is not named."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms.core.models import OutgoingMail
from cms.workflow.decisions import DecisionRefused
from cms.workflow.permissions import may_decide_commitments
from concertation_pages.commitment.validation import validate
from concertation_pages.models import Commitment, Referent
from search.models import SearchEntry
from tests.commits import run_pending
from tests.concertation_pages.committing import (
    EMAIL,
    FORM,
    NAME,
    candidate,
    commit,
    confirm,
    link,
    mails,
    open_campaign,
    text,
)
from tests.factories.concertations import CommitmentFactory, ReferentFactory
from tests.factories.territories import LocalAuthorityFactory
from tests.search.alerts import person
from tests.sign_in import sign_in

pytestmark = pytest.mark.once

State = Commitment.State
REASON = "Une autre demande porte déjà ce territoire."


@pytest.fixture
def waiting(home: Any, redaction: Client) -> Commitment:
    open_campaign(home)
    return candidate()


def inspect(commitment: Commitment) -> str:
    return reverse("engagements_modeladmin_inspect", args=[commitment.pk])


def do(browser: Client, step: str, *keys: int, **answers: str) -> Any:
    return browser.post(reverse(f"commitment_{step}", args=keys), answers, follow=True)


def space_link(mail: OutgoingMail) -> str:
    return link(mail)


def test_a_validated_territory_is_public_and_gets_its_space(waiting: Commitment, redaction: Client) -> None:
    answer = do(redaction, "validate", waiting.pk)
    assert "l’engagement est validé" in text(answer)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.slug) == (State.ENGAGED, "rennes-metropole")
    assert waiting.validated_by.username == "redactrice"
    [mail] = mails("validated")
    assert mail.to == EMAIL
    assert person().get(space_link(mail), follow=True).status_code == 200
    run_pending()
    page = person().get("/concertations/territoires/rennes-metropole/").content.decode()
    assert "Rennes Métropole" in page
    for secret in (EMAIL, NAME, "Directrice du numérique"):
        assert secret not in page
    assert SearchEntry.objects.filter(title="Rennes Métropole").exists()


@pytest.mark.parametrize("step", ["refuse", "withdraw"])
def test_a_refusal_and_a_withdrawal_say_why_and_close_the_links(
    waiting: Commitment, redaction: Client, step: str
) -> None:
    if step == "withdraw":
        do(redaction, "validate", waiting.pk)
        opened = space_link(mails("validated")[0])
        browser = person()
        space = browser.get(opened)["Location"]
        assert browser.get(space).status_code == 200
    missing = do(redaction, step, waiting.pk)
    assert "Dites à la collectivité pourquoi." in text(missing)
    assert not mails("closed")

    answer = do(redaction, step, waiting.pk, reason=REASON)
    waiting.refresh_from_db()
    assert waiting.state == {"refuse": State.REFUSED, "withdraw": State.WITHDRAWN}[step]
    assert REASON in text(answer)
    [mail] = mails("closed", EMAIL)
    assert REASON in mail.text
    if step == "withdraw":
        assert browser.get(space).status_code == 410
        assert person().get(opened).status_code == 410
    assert person().get("/concertations/territoires/rennes-metropole/").status_code == 404
    assert "<form" in person().get(FORM).content.decode().split("<main")[1]  # another demand may follow


def test_a_decision_is_taken_once(waiting: Commitment, account: Any) -> None:
    one = account("redaction", username="une")
    validate(waiting, one)
    with pytest.raises(DecisionRefused, match="déjà dans l’état"):
        validate(waiting, one)
    assert len(mails("validated")) == 1


def test_a_collectivite_answers_a_call_once(waiting: Commitment, redaction: Client) -> None:
    both = [row.authority for row in waiting.authorities.all()]
    CommitmentFactory(campaign=waiting.campaign, name="Rennes aussi", authorities=both)
    assert "« Rennes aussi » répond déjà à cet appel" in text(do(redaction, "validate", waiting.pk))
    waiting.refresh_from_db()
    assert waiting.state == State.CANDIDATE


def test_who_was_invited_and_never_came_is_told_nothing_more(waiting: Commitment, redaction: Client) -> None:
    do(redaction, "add_referent", waiting.pk, email="paul@rennes.example", name="", role="")
    do(redaction, "validate", waiting.pk)
    assert len(mails("link", "paul@rennes.example")) == 1, "staff named him"
    ReferentFactory(commitment=waiting, email="invitee@rennes.example", confirmed_at=None)
    do(redaction, "withdraw", waiting.pk, reason=REASON)
    do(redaction, "validate", waiting.pk)
    assert len(mails("closed")) == 1
    assert len(mails("validated")) == 2
    assert not OutgoingMail.objects.filter(to="invitee@rennes.example").exists()


def test_no_step_is_said_to_be_done_when_it_is_not(waiting: Commitment, redaction: Client) -> None:
    do(redaction, "refuse", waiting.pk, reason=REASON)
    page = text(do(redaction, "send_link", waiting.pk, waiting.referents.get().pk))
    assert "Cela ne se fait pas d’un engagement dans l’état" in page
    assert "A renvoyé un lien" not in page
    assert not mails("link")


def test_only_the_redaction_decides(waiting: Commitment, account: Any) -> None:
    for role in ("relecteur", "administration", "contributeur", "membre"):
        other = account(role)
        assert not may_decide_commitments(other)
        with pytest.raises(DecisionRefused):
            validate(waiting, other)
        browser = Client(headers={"host": "localhost"})
        sign_in(browser, other)
        browser.post(reverse("commitment_validate", args=[waiting.pk]))
        assert EMAIL not in browser.get(inspect(waiting), follow=True).content.decode()
    waiting.refresh_from_db()
    assert waiting.state == State.CANDIDATE


def test_the_journal_keeps_the_decisions_and_names_no_referent(waiting: Commitment, redaction: Client) -> None:
    do(redaction, "refuse", waiting.pk, reason=REASON)
    do(redaction, "validate", waiting.pk)
    do(redaction, "add_referent", waiting.pk, email="paul@rennes.example", name="Paul Durand", role="")
    page = text(redaction.get(inspect(waiting)))
    for said in ("A refusé l’engagement", REASON, "A validé l’engagement", "A ajouté une personne référente"):
        assert said in page
    kept = str(list(ModelLogEntry.objects.values()))
    for secret in (EMAIL, NAME, "paul@rennes.example", "Paul Durand"):
        assert secret in page
        assert secret not in kept


def test_another_referent_gets_a_link_of_his_own_which_may_be_closed(waiting: Commitment, redaction: Client) -> None:
    do(redaction, "validate", waiting.pk)
    do(redaction, "add_referent", waiting.pk, email="paul@rennes.example", name="", role="")
    again = do(redaction, "add_referent", waiting.pk, email="PAUL@rennes.example", name="", role="")
    assert "Cette adresse est déjà celle" in text(again)
    other = Referent.objects.get(email="paul@rennes.example")
    do(redaction, "send_link", waiting.pk, other.pk)
    first, second = mails("link", "paul@rennes.example")
    assert space_link(first) != space_link(second)
    do(redaction, "revoke_links", waiting.pk, other.pk)
    for mail in (first, second):
        assert person().get(space_link(mail)).status_code == 410
    assert person().get(space_link(mails("validated", EMAIL)[0])).status_code == 302
    do(redaction, "erase_referent", waiting.pk, other.pk)
    page = text(redaction.get(inspect(waiting)))
    assert "paul@rennes.example" not in page
    assert "Personne effacée" in page


def test_the_link_that_confirms_is_sent_again_and_replaces_the_other(home: Any, redaction: Client) -> None:
    open_campaign(home)
    commit()
    referent = Referent.objects.get()
    do(redaction, "send_link", referent.commitment_id, referent.pk)
    first, _ = mails("confirm")
    assert person().get(link(first)).status_code == 410
    confirm()
    assert Commitment.objects.get().state == State.CANDIDATE


def test_the_list_and_its_file_hold_no_personal_data(waiting: Commitment, redaction: Client) -> None:
    for number in range(12):
        CommitmentFactory(campaign=waiting.campaign, name=f"Territoire {number}")
    index = reverse("engagements_modeladmin_index")
    with CaptureQueriesContext(connection) as queries:
        page = redaction.get(index)
    assert len(queries) <= 20
    assert "Candidature" in text(page)
    assert "Rennes" in text(redaction.get(index, {"q": "rennes metropole"}))
    assert "Territoire 3" not in text(redaction.get(index, {"state__exact": "candidature"}))
    answer = redaction.get(index, {"export": "csv"})
    exported = b"".join(answer.streaming_content).decode("utf-8-sig") if answer.streaming else answer.content.decode()
    assert len(list(csv.reader(io.StringIO(exported)))) == 14
    for secret in (EMAIL, NAME, "Directrice"):
        assert secret not in text(page) + exported


def test_the_desk_shows_what_waits_and_for_how_long(waiting: Commitment, redaction: Client) -> None:
    assert "Engagements à valider" in text(redaction.get(reverse("workflow_desk:index")))
    assert "tarde" not in text(redaction.get(reverse("workflow_desk:index")))
    Commitment.objects.update(created_at="2026-01-05T10:00:00Z")
    assert "la réponse promise sous deux jours ouvrés tarde" in text(redaction.get(reverse("workflow_desk:index")))
    do(redaction, "validate", waiting.pk)
    assert "Engagements à valider" not in text(redaction.get(reverse("workflow_desk:index")))


def test_one_that_staff_enter_waits_for_the_same_decision(waiting: Commitment, redaction: Client) -> None:
    authority = LocalAuthorityFactory(name="Sicoval")
    data = nested_form_data(
        {
            "campaign": waiting.campaign_id,
            "name": "Sicoval",
            "slug": "sicoval",
            "rank": "",
            "perimeter": "",
            "expected_start": "",
            "committed_on": "",
            "started_on": "",
            "note": "",
            "authorities": inline_formset([{"authority": authority.pk}]),
            "sources": inline_formset([]),
        }
    )
    redaction.post(reverse("engagements_modeladmin_create"), data)
    entered = Commitment.objects.get(slug="sicoval")
    assert entered.state == State.CANDIDATE
    do(redaction, "validate", entered.pk)
    entered.refresh_from_db()
    assert (entered.state, entered.slug) == (State.ENGAGED, "sicoval")
    edit = reverse("engagements_modeladmin_edit", args=[entered.pk])
    row = entered.authorities.get()
    kept = inline_formset([{"authority": authority.pk, "id": row.pk}], initial=1)
    redaction.post(edit, data | nested_form_data({"authorities": kept, "started_on": "03/2025"}))
    assert Commitment.objects.get(slug="sicoval").state == State.ONGOING
