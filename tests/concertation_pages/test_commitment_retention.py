"""What a commitment keeps about people, who reads it, until when."""

import datetime
import uuid
from typing import Any

import pytest
from django.utils import timezone

from cms.members import personal_data
from cms.members.models import SignedLink
from concertation_pages.commitment.referents import send_link
from concertation_pages.commitment.validation import validate
from concertation_pages.models import CampaignPage, Commitment, Referent, ReportDraft, SectionDraft
from concertation_pages.space.drafts import begin
from home.models import PersonalDataPage
from tests.concertation_pages.committing import EMAIL, NAME, candidate, commit, link, mails, open_campaign, text
from tests.factories.concertations import ReportPageFactory
from tests.search.alerts import person

pytestmark = pytest.mark.once


@pytest.fixture
def campaign(home: Any) -> CampaignPage:
    return open_campaign(home)


def days_pass(days: int) -> None:
    """For what was asked and sent."""
    span = datetime.timedelta(days=days)
    for row in (*Commitment.objects.all(), *SignedLink.objects.all()):
        type(row).objects.filter(pk=row.pk).update(created_at=row.created_at - span)


def test_what_nobody_confirmed_is_erased(campaign: Any) -> None:
    commit()
    address = link(mails("confirm")[0])
    days_pass(8)
    personal_data.forget()
    assert not Commitment.objects.exists()
    assert not Referent.objects.exists()
    assert not mails("confirm")
    assert not SignedLink.objects.exclude(email="").exists()
    said = text(person().get(address))
    assert "Ce lien a expiré" in said
    assert "n’a pas été confirmé à temps" in said


def test_what_cannot_be_erased_holds_nothing_else_and_a_new_link_gives_seven_days(campaign: Any) -> None:
    for email in ("une@rennes.example", "deux@rennes.example", "trois@rennes.example"):
        commit(email=email)
    kept, asked_again, _ = Commitment.objects.order_by("pk")
    ReportPageFactory(parent=campaign.get_parent(), commitment=kept)
    days_pass(6)
    send_link(asked_again.referents.get(), by=None)
    days_pass(2)
    personal_data.forget()
    assert set(Commitment.objects.all()) == {kept, asked_again}
    assert kept.referents.get().email


def test_a_report_never_sent_is_erased_with_whom_it_names(campaign: Any, account: Any) -> None:
    validate(candidate(), account("redaction"))
    names = {
        "speakers": [{"key": "1", "name": "Ada Lovelace"}, {"key": "2", "name": "Blaise", "agreed_on": "2027-01-01"}]
    }
    unsent, sent = (begin(Commitment.objects.get(), uuid.uuid4()) for _ in range(2))
    ReportDraft.objects.filter(pk=sent.pk).update(
        page=ReportPageFactory(parent=campaign.get_parent(), commitment=sent.commitment)
    )
    SectionDraft.objects.filter(number=2).update(answers=names, saved_at=timezone.now() - datetime.timedelta(days=364))
    personal_data.forget()
    assert set(ReportDraft.objects.all()) == {unsent, sent}
    a_year_ago = timezone.now() - datetime.timedelta(days=367)
    ReportDraft.objects.update(created_at=a_year_ago)
    SectionDraft.objects.update(saved_at=a_year_ago)
    personal_data.forget()
    assert ReportDraft.objects.get() == sent
    assert [row["name"] for row in SectionDraft.objects.get(number=2).answers["speakers"]] == ["Blaise"]


def test_who_answered_for_a_campaign_is_forgotten_a_year_after_its_end(campaign: Any, account: Any) -> None:
    validate(candidate(), account("redaction"))
    CampaignPage.objects.update(closes_on=str(timezone.localdate() - datetime.timedelta(days=300)))
    personal_data.forget()
    assert Referent.objects.get().email == EMAIL
    CampaignPage.objects.update(closes_on=str(timezone.localdate() - datetime.timedelta(days=367)))
    personal_data.forget()
    assert Referent.objects.get().email == EMAIL, "added today, for whatever campaign"
    Referent.objects.update(created_at=timezone.now() - datetime.timedelta(days=400))
    draft = begin(Commitment.objects.get(), uuid.uuid4())
    answered = SectionDraft.objects.filter(draft=draft, number=1)
    answered.update(saved_by=Referent.objects.get(), saved_at=timezone.now() - datetime.timedelta(days=300))
    personal_data.forget()
    assert Referent.objects.get().email == EMAIL, "answered since"
    answered.update(saved_at=timezone.now() - datetime.timedelta(days=370))
    personal_data.forget()
    referent = Referent.objects.get()
    assert (referent.email, referent.name, referent.role) == ("", "", "")
    assert referent.erased_at
    assert not SignedLink.objects.exclude(email="").exists()
    assert not mails("validated", EMAIL)
    assert Commitment.objects.get().is_public


def test_a_person_gets_and_erases_what_is_kept(campaign: Any) -> None:
    candidate()
    someone = personal_data.Person.named(EMAIL.upper())
    [row] = personal_data.export(someone)["Engagements de concertation"]
    assert row["nom"] == NAME
    assert row["territoire"] == "Rennes Métropole"
    personal_data.erase(someone)
    assert personal_data.export(someone) == {}
    assert Commitment.objects.get().state == Commitment.State.CANDIDATE


def test_the_privacy_page_tells_what_is_kept_and_until_when(home: Any) -> None:
    home.add_child(instance=PersonalDataPage(title="Données personnelles"))
    page = text(person().get("/donnees-personnelles/"))
    assert "Si vous engagez une collectivité" in page
    assert "Sans confirmation sous 7 jours" in page
    assert "effacés douze mois après la fin de la campagne, l’ajout de la personne ou la dernière réponse" in page
    assert "effacé 12 mois après son dernier enregistrement" in page
