"""« Se porter volontaire »: the collectivité, the form, the mail, the answer of staff; what is kept, and until when."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.core.models import OutgoingMail
from cms.members import personal_data
from cms.members.models import SignedLink
from cms.workflow.decisions import DecisionRefused
from home.models import DependencyPage, PersonalDataPage, Volunteer
from home.volunteering.deciding import accept, refuse
from search.models import SearchEntry
from tests.concertation_pages.committing import text
from tests.factories.dependency import VolunteerFactory
from tests.home.volunteering import EMAIL, FORM, NAME, START, answers, ask, candidate, confirm, mails, open_call
from tests.search.alerts import link, person, submit
from tests.sign_in import sign_in

State = Volunteer.State
PAGE = "/dependance-numerique/"
REASON = "Le groupe est complet."


@pytest.fixture
def call(home: Any) -> DependencyPage:
    return open_call(home)


def do(browser: Client, step: str, volunteer: Volunteer, **given: str) -> Any:
    return browser.post(reverse(f"volunteer_{step}", args=[volunteer.pk]), given, follow=True)


def test_a_collectivite_is_found_by_its_name_or_number_and_the_only_one_is_chosen(call: Any) -> None:
    assert person().get(START, {"q": "243 500 139"})["Location"] == FORM
    several = person().get(START, {"q": "rennes"})
    assert f'href="{FORM}"' in several.content.decode()
    assert several["Cache-Control"] == "no-store"
    assert not several.cookies
    assert "Demandez son ajout" in text(person().get(START, {"q": "Atlantide"}))


def test_a_demand_waits_for_its_mail_then_for_staff_and_shows_nothing_meanwhile(call: Any, account: Any) -> None:
    writer = account("redaction", username="redactrice")
    sent = ask()
    assert "Ouvrez votre messagerie" in text(person().get(sent["Location"]))
    volunteer = Volunteer.objects.get()
    assert (volunteer.state, volunteer.sentences) == (State.UNCONFIRMED, call.terms)
    person().get(link(mails("confirm")[0]))  # a program that checks mails
    assert not mails("waiting")

    receipt = text(confirm())
    assert "Votre demande est enregistrée" in receipt
    assert "SIREN 243 500 139" in receipt
    assert "demande à étudier" in receipt
    assert [mail.to for mail in mails("waiting")] == [writer.email]
    assert not any(EMAIL in mail.text or NAME in mail.text for mail in mails("waiting"))
    assert "Rennes Métropole" not in text(person().get(PAGE))


def test_what_is_missing_is_said_and_nothing_is_kept(call: Any) -> None:
    page = text(ask(email="", terms=None))
    assert "Donnez une adresse" in page
    assert "La demande ne peut être reçue sans cet accord." in page
    assert "Videz ce champ" in text(ask(website="https://robot.example"))
    assert not Volunteer.objects.exists()


def test_a_text_that_changed_meanwhile_is_shown_again(call: Any) -> None:
    browser = person()
    given = answers(browser.get(FORM))
    DependencyPage.objects.update(volunteer_terms="Une autre phrase.")
    page = submit(browser, FORM, **given)
    assert "vient de changer" in text(page)
    assert "Une autre phrase." in text(page)
    assert 'name="terms" checked' not in page.content.decode()
    assert not Volunteer.objects.exists()


def test_the_same_form_makes_one_demand_and_too_many_are_refused(call: Any) -> None:
    browser = person()
    given = answers(browser.get(FORM))
    assert {submit(browser, FORM, **given)["Location"] for _ in range(2)} == {f"{START}envoyee/"}
    assert len(mails("confirm")) == 1
    ask()
    ask()
    assert ask().status_code == 429
    assert len(mails("confirm")) == 3


def test_of_two_demands_the_first_confirmed_has_the_collectivite(call: Any) -> None:
    ask()
    ask(email="paul@rennes.example")
    confirm(0)
    late = person().get(link(mails("confirm")[1]), follow=True)
    assert late.status_code == 410
    assert "Une autre demande porte déjà cette collectivité" in text(late)
    assert "Envoyer la demande" in text(person().get(FORM))  # that somebody asked is nobody else’s business
    assert Volunteer.objects.active().get().email == EMAIL


def test_a_closed_call_takes_no_demand(home: Any) -> None:
    open_call(home, accepts_volunteers=False)
    assert "ne peuvent pas se porter volontaires" in text(person().get(START))
    assert person().get(FORM)["Location"] == START
    assert START not in person().get(PAGE).content.decode()


def test_staff_accept_and_only_a_name_becomes_public(call: Any, redaction: Client) -> None:
    volunteer = candidate()
    desk = text(redaction.get(reverse("workflow_desk:index")))
    assert "Collectivités volontaires à étudier" in desk
    assert NAME in text(redaction.get(reverse("volontaires_modeladmin_inspect", args=[volunteer.pk])))

    assert "la collectivité est retenue" in text(do(redaction, "accept", volunteer))
    page = person().get(PAGE)
    assert "Rennes Métropole" in text(page)
    assert "Déjà retenue" in text(person().get(FORM))
    assert [mail.to for mail in mails("accepted")] == [EMAIL]
    said = [page.content.decode(), redaction.get(reverse("volontaires_modeladmin_index")).content.decode()]
    exported = redaction.get(reverse("volontaires_modeladmin_index"), {"export": "csv"}).getvalue().decode()
    said += [exported, *map(str, SearchEntry.objects.values_list("text", "card"))]
    said += map(str, ModelLogEntry.objects.values_list("label", "data"))
    assert "Rennes Métropole" in exported
    assert not [one for one in said if EMAIL in one or NAME in one]
    assert "ne se fait pas d’une demande" in text(do(redaction, "refuse", volunteer, reason=REASON))

    do(redaction, "withdraw", volunteer, reason=REASON)
    assert "Rennes Métropole" not in text(person().get(PAGE))
    assert REASON in mails("closed")[0].text


def test_a_refusal_says_why_and_a_collectivite_is_accepted_once(call: Any, account: Any) -> None:
    writer, volunteer = account("redaction"), candidate()
    with pytest.raises(DecisionRefused, match="pourquoi"):
        refuse(volunteer, writer, " ")
    refuse(volunteer, writer, REASON)
    assert REASON in mails("closed")[0].text
    accept(candidate(email="paul@rennes.example"), writer)
    with pytest.raises(DecisionRefused, match="Une autre demande"):
        accept(volunteer, writer)
    with pytest.raises(DecisionRefused, match="Seule la rédaction"):
        refuse(VolunteerFactory(state=State.ASKED), account("relecteur"), REASON)


def test_a_person_is_forgotten_a_year_after_the_answer_and_the_collectivite_stays(call: Any, account: Any) -> None:
    accept(candidate(), account("redaction"))
    ask("/dependance-numerique/se-porter-volontaire/demande/?collectivite=rennes", email="seul@rennes.example")
    now = timezone.now()
    Volunteer.objects.filter(state=State.UNCONFIRMED).update(created_at=now - datetime.timedelta(days=8))
    Volunteer.objects.update(decided_at=now - datetime.timedelta(days=300))
    personal_data.forget()
    accepted = Volunteer.objects.get()
    assert accepted.email == EMAIL
    Volunteer.objects.update(decided_at=now - datetime.timedelta(days=367))
    personal_data.forget()
    accepted.refresh_from_db()
    assert (accepted.email, accepted.name, accepted.role, accepted.state) == ("", "", "", State.ACCEPTED)
    assert not SignedLink.objects.exclude(email="").exists()
    assert not OutgoingMail.objects.filter(to__endswith="rennes.example").exists()


def test_a_person_reads_and_erases_what_is_kept_and_the_privacy_page_says_so(call: Any, home: Any) -> None:
    candidate()
    someone = personal_data.Person.named(EMAIL.upper())
    assert personal_data.export(someone)["Collectivités volontaires"][0]["nom"] == NAME
    personal_data.erase(someone)
    assert personal_data.export(someone) == {}
    assert Volunteer.objects.get().state == State.WITHDRAWN  # nobody is left to answer: another may ask
    candidate(email="paul@rennes.example")
    home.add_child(instance=PersonalDataPage(title="Données personnelles"))
    page = text(person().get("/donnees-personnelles/"))
    assert "Si une collectivité se porte volontaire" in page
    assert "effacés 12 mois après la réponse ou le retrait" in page


def test_only_the_redaction_reads_and_decides(call: Any, account: Any, client: Client) -> None:
    volunteer = candidate()
    sign_in(client, account("relecteur"))
    assert (
        NAME
        not in client.get(reverse("volontaires_modeladmin_inspect", args=[volunteer.pk]), follow=True).content.decode()
    )
    do(client, "accept", volunteer)
    volunteer.refresh_from_db()
    assert volunteer.state == State.ASKED
