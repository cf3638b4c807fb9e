"""Committing online: the collectivité, the form, the mail, the receipt."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from cms.members import personal_data
from cms.members.models import SignedLink
from concertation_pages.commitment.validation import refuse, validate
from concertation_pages.models import CampaignPage, Commitment, Referent
from search.models import SearchEntry
from tests.concertation_pages.committing import (
    EMAIL,
    FORM,
    NAME,
    START,
    candidate,
    commit,
    confirm,
    link,
    mails,
    open_campaign,
    text,
)
from tests.factories.concertations import CommitmentFactory
from tests.pdf import read
from tests.search.alerts import person, submit

pytestmark = pytest.mark.once

CHARTER = "<p>Article premier. Écouter.</p><ul><li>Publier</li></ul>"
State = Commitment.State


@pytest.fixture
def campaign(home: Any) -> CampaignPage:
    return open_campaign(home)


@pytest.mark.parametrize("typed", ["rennes metropole", "243 500 139", "243500139"])
def test_the_only_collectivite_of_that_name_or_number_is_chosen(campaign: Any, typed: str) -> None:
    answer = person().get(START, {"q": typed})
    assert answer["Location"] == FORM
    assert "Rennes Métropole" in text(person().get(FORM))


def test_one_chooses_among_several_of_a_name(campaign: Any) -> None:
    page = person().get(START, {"q": "rennes"})
    assert f'href="{FORM}"' in page.content.decode()
    assert "Ville de Rennes" in text(page)
    assert page["Cache-Control"] == "no-store"
    assert not page.cookies


def test_several_are_chosen_one_after_the_other_and_one_is_taken_back(campaign: Any) -> None:
    page = person().get(START, {"collectivite": "rennes-metropole"}).content.decode()
    assert "Déjà choisies" in page
    assert '<input type="hidden" name="collectivite" value="rennes-metropole">' in page
    added = person().get(START, {"q": "35238", "collectivite": "rennes-metropole"})
    again = person().get(START, {"q": "35238", "collectivite": "rennes"})
    assert "Cette collectivité est déjà choisie" in text(again)
    both = person().get(added["Location"])
    assert 'href="/concertations/s-engager/?collectivite=rennes"' in both.content.decode()
    assert "territory" in both.context["form"].fields
    assert "Nom du territoire engagé" in text(both)


def test_who_is_not_in_the_register_is_told_how_to_be(campaign: Any) -> None:
    page = text(person().get(START, {"q": "Atlantide"}))
    assert "Aucune collectivité ne porte ce nom" in page
    assert "Demandez son ajout" in page


def test_a_commitment_waits_for_its_mail_then_for_staff(campaign: Any, account: Any) -> None:
    writer = account("redaction", username="redactrice")
    answer = commit(f"{FORM}&collectivite=rennes", territory="Rennes Ville et Métropole")
    assert "Ouvrez votre messagerie" in text(person().get(answer["Location"]))
    commitment = Commitment.objects.get()
    assert commitment.state == State.UNCONFIRMED
    assert [row.authority.slug for row in commitment.authorities.all()] == ["rennes-metropole", "rennes"]
    assert [public.slug for public in commitment.publics.all()] == ["agents"]
    assert str(commitment.expected_start) == "18 septembre 2027"
    [mail] = mails("confirm", EMAIL)
    assert "Rennes" not in mail.text
    assert NAME not in mail.text

    browser = person()
    opened = browser.get(link(mail), follow=True)
    assert "Confirmer l’engagement" in text(opened)
    assert "Partager les résultats." in text(opened)
    assert not Commitment.objects.exclude(state=State.UNCONFIRMED).exists()
    confirm(browser)
    commitment.refresh_from_db()
    assert commitment.state == State.CANDIDATE
    assert Referent.objects.get().confirmed_at
    [waiting] = mails("waiting")
    assert waiting.to == writer.email
    assert EMAIL not in waiting.text + waiting.html


def test_the_receipt_is_a_page_and_a_pdf_that_name_nobody(campaign: Any) -> None:
    commit()
    browser, page = confirm()
    shown = browser.get(page)
    assert "Votre engagement est enregistré" in text(shown)
    assert "Rennes Métropole" in text(shown)
    answer = browser.get(f"{page}recepisse.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    told = read(answer.content).text
    for said in ("Rennes Métropole (SIREN 243 500 139)", "Campagne de 2027", "Partager les résultats.", "version 0"):
        assert said in told
    for secret in (EMAIL, NAME):
        assert secret not in told + shown.content.decode()
    assert person().get(f"{page}recepisse.pdf").status_code == 404


@pytest.mark.parametrize("end", ["refused", "erased", "expired"])
def test_a_receipt_is_closed_with_what_it_is_the_receipt_of(campaign: Any, account: Any, end: str) -> None:
    commitment = candidate()
    [mail] = mails("confirm")
    browser = person()
    page = browser.get(link(mail))["Location"]
    assert browser.get(page).status_code == 200
    if end == "refused":
        refuse(commitment, account("redaction"), "Déjà demandé.")
    elif end == "erased":
        personal_data.erase(personal_data.Person.named(EMAIL))
    else:
        SignedLink.objects.update(expires_at=timezone.now())
    assert browser.get(page).status_code == 410
    assert browser.get(f"{page}recepisse.pdf").status_code == 410


def test_a_territory_is_engaged_from_the_day_it_accepted(campaign: Any, account: Any) -> None:
    commitment = candidate()
    Commitment.objects.update(charter_accepted_at="2027-01-31T23:30:00Z")
    validate(commitment, account("redaction"))
    commitment.refresh_from_db()
    assert str(commitment.committed_on) == "1er février 2027"


def test_the_words_accepted_are_kept_whatever_the_campaign_says_later(campaign: Any) -> None:
    CampaignPage.objects.update(charter_version=2, charter_text=CHARTER)
    commit()
    browser, page = confirm()
    CampaignPage.objects.update(charter_version=3, charter_text="<p>Autre.</p>")
    commitment = Commitment.objects.get()
    assert commitment.charter_version == 2
    assert commitment.charter_accepted_at
    assert commitment.sharing_accepted_at
    told = read(browser.get(f"{page}recepisse.pdf").content).text
    for said in ("version 2", "Article premier. Écouter.", "Publier", "Respecter la charte de bonne pratique."):
        assert said in told


def test_a_text_that_changed_meanwhile_is_shown_again(campaign: Any) -> None:
    browser = person()
    old = browser.get(FORM).context["form"].initial["words"]
    CampaignPage.objects.update(charter_version=1, charter_text=CHARTER)
    answer = commit(browser=browser, words=old)
    assert answer.status_code == 200
    assert "Le texte à accepter vient de changer" in text(answer)
    assert "Article premier. Écouter." in text(answer)
    assert EMAIL in answer.content.decode()
    assert not answer.context["form"]["charter"].value()
    assert not Commitment.objects.exists()
    again = submit(browser, FORM, **{**answer.context["form"].data.dict(), "charter": "on", "sharing": "on"})
    assert again.status_code == 302
    assert Commitment.objects.get().charter_version == 1


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"email": "anne@"}, "Adresse électronique de la personne référente"),
        ({"publics": None}, "Choisissez au moins un public."),
        ({"expected_start": "mars"}, "« mars » n’est pas une date."),
        ({"charter": None}, "L’engagement ne peut être reçu sans cet accord."),
        ({"sharing": None}, "L’engagement ne peut être reçu sans cet accord."),
        ({"website": "http://x.example"}, "Videz ce champ"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(campaign: Any, changed: dict[str, Any], message: str) -> None:
    answer = commit(**changed)
    assert answer.status_code == 200
    assert message in text(answer)
    assert "error-summary" in answer.content.decode()
    assert not Commitment.objects.exists()


def test_a_public_that_the_questionnaire_does_not_offer_is_refused(campaign: Any) -> None:
    page = person().get(FORM)
    assert [str(public) for public in page.context["form"].fields["publics"].queryset] == ["Agents"]


def test_a_demand_is_told_to_nobody_and_once_it_is_public_there_is_no_other(campaign: Any) -> None:
    alone = text(person().get(FORM))
    candidate(territory="Rennes est bien gouvernée")
    assert Commitment.objects.get().name == "Rennes Métropole", "one collectivité has the name of the register"
    assert text(person().get(FORM)) == alone
    Commitment.objects.update(state=State.ENGAGED)
    page = person().get(FORM)
    assert "Déjà engagée" in text(page)
    assert EMAIL not in page.content.decode()
    assert "<button" not in page.content.decode().split("<main")[1]
    answer = commit(email="autre@rennes.example", browser=Client())  # which sends what no page offers
    assert answer.status_code == 200
    assert not mails("confirm", "autre@rennes.example")


def test_a_demand_shows_nobody_the_name_that_it_was_given(campaign: Any) -> None:
    both = f"{FORM}&collectivite=rennes"
    candidate(path=both, territory="Rennes est bien gouvernée")
    assert "bien gouvernée" not in text(person().get(both))


def test_of_two_demands_the_first_confirmed_engages_the_territory(campaign: Any) -> None:
    commit(email="une@rennes.example")
    commit(email="deux@rennes.example")
    first, second = mails("confirm")
    browsers = person(), person()
    pages = [browser.get(link(mail))["Location"] for browser, mail in zip(browsers, (first, second), strict=True)]
    submit(browsers[1], pages[1])
    refused = browsers[0].get(pages[0])
    assert refused.status_code == 410
    assert "Une autre demande pour cette collectivité est à l’étude" in text(refused)
    assert [one.state for one in Commitment.objects.order_by("pk")] == [State.UNCONFIRMED, State.CANDIDATE]


def test_outside_of_its_window_a_campaign_offers_to_be_told_of_the_next(campaign: Any) -> None:
    CampaignPage.objects.update(closes_on="2025-06")
    for path in (START, FORM):
        page = person().get(path)
        assert "juin 2025" in text(page)
        assert 'href="/concertations/suivre/"' in page.content.decode()
        assert "<form" not in page.content.decode().split("<main")[1].split("</main")[0]
    assert person().post(FORM, {}).status_code == 403  # nobody has the cookie of a form that is not shown


def test_too_many_demands_are_refused_and_nothing_is_sent(campaign: Any, monkeypatch: Any) -> None:
    for _ in range(3):
        commit()
    answer = commit()
    assert answer.status_code == 429
    assert "ouvrez le plus récent" in text(answer)
    assert len(mails("confirm")) == 3
    for number in range(20):
        answer = commit(email=f"{number}@rennes.example")
    assert answer.status_code == 429
    assert "dans une heure" in text(answer)


def test_only_the_form_sets_a_cookie(campaign: Any) -> None:
    browser = person()
    browser.get(FORM)
    assert list(browser.cookies) == [settings.CSRF_COOKIE_NAME]


def test_a_demand_is_in_no_list(campaign: Any) -> None:
    CommitmentFactory(campaign=campaign, name="Sicoval")
    candidate()
    assert "Rennes" not in text(person().get("/concertations/"))
    assert not SearchEntry.objects.filter(title__contains="Rennes").exists()
