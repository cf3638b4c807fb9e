"""What becomes of a proposal: an append-only history, public once somebody who did not write it accepted it."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.core.models import OutgoingMail
from cms.core.partial_dates import PartialDate
from concertation_pages.models import Commitment, ReportPage, StatusChange, TrackedItem
from concertation_pages.models.tracking import AppendOnly
from concertation_pages.tracking.deciding import PointRefused, accept, refuse
from concertation_pages.tracking.reading import followed_statuses, standings, tally
from concertation_pages.tracking.recording import record
from concertation_pages.tracking.rows import follow_up_of
from tests.concertation_pages.tracking import Territory, territory
from tests.factories import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def rennes(home) -> Territory:
    return territory(home)


@pytest.fixture
def reviewer(account):
    return account("relecteur")


def said(page) -> dict[str, str]:
    found = tally(standings([page.pk]).values(), 3)
    return {row.status.slug: row.said for row in found.rows} | {"sans-etat": str(found.unknown)}


def test_publication_follows_the_proposals_and_a_row_that_leaves_keeps_its_history_out_of_sight(rennes, reviewer):
    assert list(TrackedItem.objects.values_list("code", "shown")) == [("P-1", True), ("P-2", True), ("P-3", True)]
    rennes.say(reviewer, "P-2")

    page = rennes.report
    page.segments = [row for row in page.segments.all() if row.code != "P-2"]
    publish(page)

    assert [row.code for row in follow_up_of(ReportPage.objects.get()).rows] == ["P-1", "P-3"]
    gone = rennes.item("P-2")
    assert (gone.shown, gone.changes.accepted().count()) == (False, 1)


def test_the_last_two_states_need_a_reason_and_every_point_a_proof_or_a_reason(rennes):
    for point in (
        rennes.point("en-reflexion", reason=" ", proof_url="https://rennes.example/"),
        rennes.point("non-programmee", reason=""),
        rennes.point("realisee", reason=""),
        rennes.point("realisee", as_of=PartialDate(2099)),
    ):
        with pytest.raises(ValidationError):
            record(rennes.item(), point, referent=rennes.referent)
    record(rennes.item(), rennes.point("realisee", reason="", proof_url="https://rennes.example/"))
    assert StatusChange.objects.count() == 1


def test_a_point_is_public_once_somebody_else_accepted_it(rennes, account, reviewer):
    author = account("redaction")
    change = record(rennes.item(), rennes.point(source="Bilan 2025"), author=author)
    assert standings([rennes.report.pk])[rennes.report.pk, "P-1"].status is None

    for nobody in (author, account("administration"), account("contributeur"), account("membre")):
        with pytest.raises(PointRefused):
            accept(change, nobody)
    accept(change, reviewer)

    assert standings([rennes.report.pk])[rennes.report.pk, "P-1"].status.slug == "engagee"
    assert Commitment.objects.get().state == Commitment.State.FOLLOWED
    with pytest.raises(PointRefused, match="vient de décider"):
        refuse(change, account("relecteur"), "Trop tard")
    rennes.say(reviewer, "P-1", "non-programmee")
    assert Commitment.objects.get().state == Commitment.State.REPORTED, "an answer, and no follow-up"


def test_a_refusal_has_a_reason_which_the_territory_reads_and_the_public_does_not(rennes, reviewer):
    change = record(rennes.item(), rennes.point(), referent=rennes.referent)
    with pytest.raises(PointRefused, match="pourquoi"):
        refuse(change, reviewer, " ")
    refuse(change, reviewer, "La délibération ne dit pas cela.")

    mail = OutgoingMail.objects.get(name="follow_up_refused")
    assert mail.to == rennes.referent.email
    assert "La délibération ne dit pas cela." in mail.text
    assert "/lien/" in mail.text
    assert "parce que vous répondez de l’engagement de" in mail.text
    assert Commitment.objects.get().state != Commitment.State.FOLLOWED


def test_a_history_is_only_added_to(rennes, reviewer):
    change = rennes.say(reviewer, "P-1", "engagee")
    change.reason = "Autre chose"
    for rewrite in (
        change.save,
        lambda: change.save(update_fields=["decision"]),
        change.delete,
        StatusChange.objects.all().delete,
    ):
        with pytest.raises(AppendOnly):
            rewrite()

    rennes.say(reviewer, "P-1", "realisee")
    history = standings([rennes.report.pk])[rennes.report.pk, "P-1"].history
    assert [(point.status.slug, point.reason) for point in history] == [
        ("realisee", "Voté en conseil."),
        ("engagee", "Voté en conseil."),
    ]


def test_the_same_answer_sent_twice_is_one_and_another_one_takes_its_place(rennes):
    first = record(rennes.item(), rennes.point(), referent=rennes.referent)
    assert record(rennes.item(), rennes.point(), referent=rennes.referent) == first
    other = record(rennes.item(), rennes.point("realisee"), referent=rennes.referent)
    assert list(StatusChange.objects.waiting()) == [other]


def test_while_a_row_has_no_state_no_count_is_whole(rennes, reviewer):
    unknown = dict.fromkeys(rennes.statuses, "non connu")
    assert said(rennes.report) == unknown | {"sans-etat": "3"}
    rennes.say(reviewer, "P-1", "realisee")
    rennes.say(reviewer, "P-2", "realisee")
    assert said(rennes.report) == unknown | {"realisee": "au moins 2", "sans-etat": "1"}
    rennes.say(reviewer, "P-3", "non-programmee")
    assert said(rennes.report) == {
        "realisee": "2",
        "engagee": "0",
        "en-reflexion": "0",
        "non-programmee": "1",
        "sans-etat": "0",
    }


def test_a_silence_is_public_after_twelve_months_waits_while_an_answer_is_read_and_ends_once_it_is_public(
    rennes, account, reviewer
):
    page, today = rennes.report.pk, timezone.localdate()
    assert standings([page])[page, "P-1"].silent_months == 0
    for days, months in ((360, 0), (367, 12), (735, 24)):
        TrackedItem.objects.update(asked_on=today - datetime.timedelta(days=days))
        assert standings([page])[page, "P-1"].silent_months == months

    def shown(code: str) -> tuple[int, bool]:
        found = standings([page])[page, code]
        return found.silent_months, found.is_answered

    def on_the_page() -> tuple[int, int]:
        text = rennes.read()
        return text.count("sans nouvelles depuis 24 mois"), text.count("réponse en cours de relecture")

    document = record(rennes.item(), rennes.point(source="Bilan"), author=account("redaction"))
    assert (shown("P-1"), on_the_page()) == ((24, False), (3, 0)), "a document is no answer of the territory"
    refuse(document, reviewer, "Ancien.")
    answer = record(rennes.item(), rennes.point(), referent=rennes.referent)
    assert (shown("P-1"), shown("P-2"), on_the_page()) == ((0, True), (24, False), (2, 1))
    refuse(answer, reviewer, "La délibération ne dit pas cela.")
    assert (shown("P-1"), on_the_page()) == ((24, False), (3, 0)), "what nobody may read ends no silence"
    rennes.say(reviewer, "P-1")
    assert (shown("P-1"), shown("P-2"), on_the_page()) == ((0, False), (24, False), (2, 0))


def test_several_tallies_share_their_statuses(rennes, django_assert_num_queries):
    statuses = followed_statuses()
    with django_assert_num_queries(0):
        assert tally([], 4, statuses).unknown == 4
