"""« Droit de suite » in the admin: what waits, every row, what a document says, the decision."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.core.models import OutgoingMail
from concertation_pages.following.mails import send
from concertation_pages.models import Follow, ReportDraft, ReportPage, StatusChange, TrackedItem
from concertation_pages.tracking.reading import standings
from concertation_pages.tracking.recording import record
from tests.concertation_pages.tracking import Territory, territory
from tests.factories import publish
from tests.factories.concertations import ReferentFactory, ReportPageFactory
from tests.sign_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def rennes(home) -> Territory:
    return territory(home)


def session(user) -> Client:
    client = Client(headers={"host": "localhost"})
    sign_in(client, user)
    return client


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def screen(rennes: Territory, code: str = "P-1") -> str:
    return reverse("follow_up_item", args=[rennes.item(code).pk])


def test_staff_write_what_a_document_says_and_somebody_else_publishes_it(rennes, account):
    author, other = session(account("redaction")), session(account("redaction"))
    told = {"status": "realisee", "author_name": "Ville de Rennes", "as_of": "10/2024", "reason": "Ouvert au public."}

    refused = author.post(screen(rennes), told)
    assert refused.status_code == 422
    assert "Dites d’où vous le tenez." in text(refused)
    author.post(screen(rennes), {**told, "source": "Bilan du 11 février 2025"})
    change = StatusChange.objects.get()
    assert (change.source, str(change.as_of), change.decision) == (
        "Bilan du 11 février 2025",
        "octobre 2024",
        "en-attente",
    )

    decision = {"point": change.pk, f"point-{change.pk}-decision": "publier"}
    assert "Vous ne décidez pas de ce point" in text(author.get(screen(rennes)))
    author.post(screen(rennes), decision)
    assert StatusChange.objects.waiting().exists()
    assert "état non communiqué → Réalisée" in text(other.get(screen(rennes)))
    other.post(screen(rennes), decision)

    assert standings([rennes.report.pk])[rennes.report.pk, "P-1"].status.slug == "realisee"


def test_a_point_waits_on_the_desk_of_a_reviewer_until_it_is_refused_with_a_reason(rennes, account):
    change = record(rennes.item(), rennes.point(), referent=rennes.referent)
    reviewer = session(account("relecteur"))
    assert "1 point de suite attend une décision" in text(reviewer.get(reverse("workflow_desk:index")))
    assert "P-1, Concertation de Rennes" in text(reviewer.get(reverse("follow_up")))

    refusal = {"point": change.pk, f"point-{change.pk}-decision": "refuser"}
    bare = reviewer.post(screen(rennes), refusal)
    assert bare.status_code == 422
    assert "Dites pourquoi ce point est refusé." in text(bare)
    assert reviewer.post(screen(rennes, "P-2"), refusal).status_code == 404, "a point of another row"
    reviewer.post(screen(rennes), {**refusal, f"point-{change.pk}-reason": "Sans preuve."})

    assert StatusChange.objects.get().decision_reason == "Sans preuve."
    assert "Sans preuve." in text(reviewer.get(screen(rennes)))
    assert "droit-de-suite-titre" not in text(reviewer.get(reverse("workflow_desk:index")))


def test_the_list_is_narrowed_by_page_and_by_status(rennes, account):
    reviewer = account("relecteur")
    rennes.say(reviewer, "P-2", "realisee")
    browser = session(reviewer)
    for asked, codes in (
        ({"page": rennes.report.pk}, {"P-1", "P-2", "P-3"}),
        ({"status": "realisee"}, {"P-2"}),
        ({"status": "sans-etat"}, {"P-1", "P-3"}),
        ({"silent": "on"}, set()),
    ):
        shown = text(browser.get(reverse("follow_up"), asked))
        assert {code for code in ("P-1", "P-2", "P-3") if f"{code}, Concertation" in shown} == codes
    assert browser.post(screen(rennes), {"status": "realisee"}).status_code in {302, 403}, "a reviewer writes nothing"


def test_nobody_publishes_what_he_wrote_through_a_link_to_his_own_address(rennes, account):
    author = account("redaction")
    referent = ReferentFactory(commitment=rennes.commitment, email=author.email.capitalize())
    change = record(rennes.item(), rennes.point(), referent=referent)
    decision = {"point": change.pk, f"point-{change.pk}-decision": "publier"}
    session(author).post(screen(rennes), decision)
    assert StatusChange.objects.waiting().exists()
    session(account("redaction")).post(screen(rennes), decision)
    assert not StatusChange.objects.waiting().exists()


def test_a_page_of_which_something_was_said_is_not_deleted_and_one_without_leaves_what_was_written(rennes, account):
    browser, delete = session(account("redaction")), "wagtailadmin_pages:delete"
    rennes.say(account("relecteur"), "P-1")
    rennes.report.unpublish()
    browser.post(reverse(delete, args=[rennes.report.pk]))
    assert StatusChange.objects.exists()
    assert ReportPage.objects.exists()

    bare = ReportPageFactory(parent=rennes.index, commitment=rennes.commitment, title="Ateliers", proposals=["Une"])
    publish(bare)
    bare.unpublish()
    ReportDraft.objects.create(commitment=rennes.commitment, page=bare)
    told = Follow.objects.create(page=bare, email="lectrice@exemple.fr", digest="1")
    send("known", told, bare, "jour", {"url": "", "action": ""})
    browser.post(reverse(delete, args=[bare.pk]))
    assert not TrackedItem.objects.filter(page=bare.pk).exists()
    assert ReportDraft.objects.get().page is None
    assert not OutgoingMail.objects.filter(to="lectrice@exemple.fr").exists()
