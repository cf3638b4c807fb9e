"""A territory is asked once a year what became of its proposals, answers by its link, and its public is told."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from cms.core import mail as mails
from cms.core.models import OutgoingMail
from cms.core.months import months_after
from cms.core.partial_dates import in_words
from cms.members import personal_data
from concertation_pages.following.telling import tell_points
from concertation_pages.models import (
    CampaignPage,
    Follow,
    FollowUpRequest,
    Referent,
    ReportPage,
    StatusChange,
    TrackedItem,
)
from concertation_pages.space.links import space_address
from concertation_pages.tracking import asking
from concertation_pages.tracking.deciding import accept, refuse
from concertation_pages.tracking.reading import standings
from concertation_pages.tracking.recording import record
from tests.concertation_pages.tracking import Territory, territory
from tests.factories import publish
from tests.factories.concertations import CommitmentFactory, ReferentFactory, ReportPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def rennes(home) -> Territory:
    return territory(home)


def a_year_passes(days: int = 366) -> None:
    """For what was published and asked."""
    span = datetime.timedelta(days=days)
    for page in ReportPage.objects.all():
        ReportPage.objects.filter(pk=page.pk).update(first_published_at=page.first_published_at - span)
    for request in FollowUpRequest.objects.all():
        received = request.received_on and request.received_on - span
        FollowUpRequest.objects.filter(pk=request.pk).update(queued_at=request.queued_at - span, received_on=received)
    for item in TrackedItem.objects.exclude(asked_on=None):
        TrackedItem.objects.filter(pk=item.pk).update(asked_on=item.asked_on - span)


def requests() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(name="follow_up_request").order_by("pk"))


def silences(page) -> set[int]:
    return {standing.silent_months for standing in standings([page.pk]).values()}


def opened(mail: OutgoingMail) -> tuple[Client, str]:
    """The browser of the referent, and the address of the screen."""
    browser = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    link = re.search(r"http://[^/\s]+(/lien/\S+)", mail.text)[1]
    home = browser.get(link)["Location"]
    assert f'href="{home}suite/"' in browser.get(home).content.decode()
    return browser, f"{home}suite/"


def send(browser: Client, address: str, **answers: str):
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get(address).content.decode())[1]
    return browser.post(address, {**answers, "csrfmiddlewaretoken": token})


def row(item: TrackedItem, **answers: str) -> dict[str, str]:
    return {f"r{item.pk}-{name}": value for name, value in answers.items()}


def test_from_the_yearly_mail_to_a_public_answer_that_followers_read_once(rennes, account):
    for rank, confirmed in enumerate((timezone.now(), timezone.now(), None)):
        Follow.objects.create(page=rennes.report, email=f"{rank}@lecteurs.fr", digest=str(rank), confirmed_at=confirmed)
    asking.sweep()
    assert requests() == []

    a_year_passes()
    asking.sweep()
    asking.sweep()
    [mail] = requests()
    assert mail.to == rennes.referent.email
    assert "3 propositions" in mail.text
    assert "parce que vous répondez de l’engagement de" in mail.text
    browser, address = opened(mail)
    good = row(rennes.item("P-1"), status="realisee", proof_url="https://rennes.example/deliberation", as_of="03/2025")
    wrong = row(rennes.item("P-2"), status="en-reflexion", proof_url="https://rennes.example/etude")

    answer = send(browser, address, **good, **wrong)

    text = answer.content.decode().replace("\u00a0", " ")
    assert answer.status_code == 422
    assert "P-2, Motif : « En réflexion » demande un motif." in text
    assert 'value="https://rennes.example/etude"' in text
    assert text.count('class="field__error"') == 1, "an empty row is left alone"
    [change] = StatusChange.objects.all()
    assert (change.item, change.author_name, str(change.as_of)) == (rennes.item("P-1"), "Rennes", "mars 2025")

    again = send(browser, address, **good, **wrong, **row(rennes.item("P-2"), reason="Une étude est en cours."))
    assert again.status_code == 302
    assert list(StatusChange.objects.values_list("item__code", flat=True)) == ["P-1", "P-2"]
    reviewer = account("relecteur")
    for waiting in StatusChange.objects.waiting():
        accept(waiting, reviewer)
    tell_points()

    found = standings([rennes.report.pk])
    assert found[rennes.report.pk, "P-2"].change.reason == "Une étude est en cours."
    told = OutgoingMail.objects.filter(name="follow_point")
    assert sorted(told.values_list("to", flat=True)) == [
        "0@lecteurs.fr",
        "0@lecteurs.fr",
        "1@lecteurs.fr",
        "1@lecteurs.fr",
    ]
    assert all(mail.unsubscribe for mail in told)


def test_a_silence_begins_when_the_mail_left_and_not_when_it_was_written(rennes):
    a_year_passes()
    asking.sweep()
    assert not TrackedItem.objects.exclude(asked_on=None).exists(), "the mail waits"
    a_year_passes()
    assert silences(rennes.report) == {0}

    mails.send_due()
    asking.sweep()
    today = timezone.localdate()
    assert set(TrackedItem.objects.values_list("asked_on", flat=True)) == {today}
    assert FollowUpRequest.objects.earliest("pk").received_on == today
    a_year_passes()
    assert silences(rennes.report) == {12}

    asking.sweep()
    mails.send_due()
    asking.sweep()
    a_year_passes()
    assert silences(rennes.report) == {24}, "a new request is no news"


def test_who_is_asked_when_the_campaign_closes_may_be_forgotten_before_the_silence_is_told(rennes):
    today = timezone.localdate()
    CampaignPage.objects.update(closes_on=str(today))
    asking.sweep()
    assert requests() == [], "the campaign is open until tonight"

    CampaignPage.objects.update(closes_on=str(today - datetime.timedelta(days=1)))
    Referent.objects.update(created_at=timezone.now() - datetime.timedelta(days=90))
    asking.sweep()
    [mail] = requests()
    assert f"effacées le {in_words(months_after(today - datetime.timedelta(days=1), 12))}" in mail.text
    mails.send_due()
    asking.sweep()
    personal_data.forget()
    assert Referent.objects.get().email

    a_year_passes()
    CampaignPage.objects.update(closes_on=str(today - datetime.timedelta(days=367)))
    Referent.objects.update(created_at=timezone.now() - datetime.timedelta(days=456))
    asking.sweep()
    assert len(requests()) == 1, "who is erased within the day could not answer"
    personal_data.forget()
    assert not Referent.objects.get().email
    assert silences(rennes.report) == {12}


def test_a_report_put_online_days_before_its_people_are_forgotten_makes_no_silence(rennes, monkeypatch):
    other = ReferentFactory(commitment=CommitmentFactory(campaign=rennes.commitment.campaign, name="Zuydcoote"))
    publish(ReportPageFactory(parent=rennes.index, commitment=other.commitment, title="Zuydcoote", proposals=["Une"]))
    today = timezone.localdate()
    CampaignPage.objects.update(closes_on=str(months_after(today + datetime.timedelta(days=10), -12)))
    long_ago = timezone.now() - datetime.timedelta(days=456)
    Referent.objects.filter(pk=rennes.referent.pk).update(created_at=long_ago)
    monkeypatch.setattr(asking, "AT_ONCE", 1)
    asking.sweep()
    assert [mail.to for mail in requests()] == [other.email], "who is not asked holds nobody back"


def test_a_territory_that_answered_is_asked_again_a_month_before_its_people_are_forgotten(rennes):
    a_year_passes()
    asking.sweep()
    mails.send_due()
    asking.sweep()
    browser, address = opened_again(rennes)
    send(browser, address, **row(rennes.item("P-1"), status="engagee", reason="Voté."))
    asking.sweep()
    assert [row.is_answered for row in standings([rennes.report.pk]).values()] == [True, False, False]

    FollowUpRequest.objects.update(queued_at=timezone.now() - datetime.timedelta(days=400))
    asking.sweep()
    assert len(requests()) == 1, "its answer is a day old"
    CampaignPage.objects.update(closes_on=str(timezone.localdate() - datetime.timedelta(days=500)))
    answered = months_after(timezone.localdate(), -11)
    moment = timezone.make_aware(datetime.datetime.combine(answered, datetime.time(10)))
    StatusChange.objects.bulk_update(
        [StatusChange(pk=StatusChange.objects.get().pk, recorded_at=moment)], ["recorded_at"]
    )
    FollowUpRequest.objects.update(queued_at=moment - datetime.timedelta(hours=1))
    personal_data.forget()
    asking.sweep()
    assert len(requests()) == 2


def test_a_refused_answer_or_a_document_puts_off_no_question(rennes, account):
    reviewer, now = account("relecteur"), timezone.now()
    a_year_passes()
    refuse(record(rennes.item(), rennes.point(), referent=rennes.referent), reviewer, "Sans rapport.")
    accept(record(rennes.item(), rennes.point(source="Bilan"), author=account("redaction")), reviewer)
    assert StatusChange.objects.filter(recorded_at__gte=now).count() == 2
    asking.sweep()
    assert len(requests()) == 1


def test_territories_without_a_question_to_answer_hold_nobody_back(rennes, account, monkeypatch):
    monkeypatch.setattr(asking, "AT_ONCE", 1)
    campaign = rennes.commitment.campaign
    empty = CommitmentFactory(campaign=campaign, name="Aix")
    publish(ReportPageFactory(parent=rennes.index, commitment=empty))
    answered = CommitmentFactory(campaign=campaign, name="Brest")
    publish(report := ReportPageFactory(parent=rennes.index, commitment=answered, proposals=["Une"]))
    for commitment in (empty, answered):
        ReferentFactory(commitment=commitment)
    a_year_passes()
    record(report.tracked_items.get(), rennes.point(), referent=answered.referents.get())
    asking.sweep()
    assert [mail.to for mail in requests()] == [rennes.referent.email]


def test_the_mails_of_the_follow_up_are_forgotten_with_their_reader(rennes, account):
    a_year_passes()
    asking.sweep()
    refuse(record(rennes.item(), rennes.point(), referent=rennes.referent), account("relecteur"), "Sans preuve.")
    told = OutgoingMail.objects.filter(to=rennes.referent.email)
    assert sorted(told.values_list("name", flat=True)) == ["follow_up_refused", "follow_up_request"]
    personal_data.erase(personal_data.Person.named(rennes.referent.email))
    assert not told.exists()


def opened_again(rennes: Territory) -> tuple[Client, str]:
    """The body of a mail that left is erased: as if its reader had kept it."""
    return opened(OutgoingMail(text=space_address(rennes.referent)))


def test_nobody_is_asked_for_rows_that_came_from_documents(rennes):
    rennes.referent.delete()
    a_year_passes(800)
    asking.sweep()
    assert requests() == []
    assert silences(rennes.report) == {0}


def test_the_screen_is_closed_without_the_link_and_shows_only_the_rows_of_its_territory(rennes, home):
    assert Client(headers={"host": "localhost"}).get("/lien/concertation/1/suite/").status_code in {404, 410}
    browser, address = opened_again(rennes)
    empty = send(browser, address)
    assert empty.status_code == 422
    assert "Répondez au moins à une proposition" in empty.content.decode()
    foreign = TrackedItem.objects.create(page=rennes.index, code="P-9")
    send(browser, address, **row(foreign, status="engagee", reason="Chez un autre"))
    assert not StatusChange.objects.exists()
