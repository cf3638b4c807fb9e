"""« Toujours exact »: who may say it, what it changes at once, whom the site reminds, and how often."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.core import page_cache
from cms.core.memory import Memory
from cms.core.models import OutgoingMail
from cms.core.months import months_after
from cms.core.partial_dates import in_words
from cms.members.models import Membership, SignedLink, User
from cms.workflow.freshness import confirm, stale_pages
from cms.workflow.freshness.reminders import remind_owners
from cms.workflow.models import ErrorReport, Verification
from cms.workflow.steps import StepRefused
from home.models import HomePage
from library_pages.models import LibraryIndexPage, UseCasePage
from tests.factories import StandardPageFactory, UseCasePageFactory, publish
from tests.renewing import expire_links, renew
from tests.sign_in import sign_in

TODAY = timezone.localdate()
LATE = TODAY - timedelta(days=40)
NOTICE = "la relecture était prévue"


@pytest.fixture
def fiche(library: LibraryIndexPage, account: Callable[..., User]) -> UseCasePage:
    """Online, overdue since forty days, with an owner who is a contributor."""
    owner = account("contributeur", username="responsable", first_name="Camille")
    page = UseCasePageFactory(
        parent=library, title="Fuites", slug="fuites", content_owner=owner, review_on=LATE, verified_on=date(2024, 1, 5)
    )
    Membership.objects.create(user=owner, authority=page.authority)
    return publish(page)


def public() -> str:
    return Client().get("/bibliotheque/fuites/", headers={"host": "localhost"}).content.decode()


def test_a_confirmation_changes_the_public_date_at_once_and_no_draft(
    fiche: UseCasePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_cache, "pages", Memory(1_000_000))
    fiche.title = "Un brouillon"
    fiche.save_revision()
    draft, before = fiche.latest_revision_id, public()
    assert NOTICE in before
    assert "5 janvier 2024" in before

    confirm(fiche, fiche.content_owner)

    after = public()
    assert in_words(TODAY) in after
    assert f'"lastReviewed": "{TODAY.isoformat()}"' in after
    assert NOTICE not in after
    assert "Un brouillon" not in after
    fiche.refresh_from_db()
    assert (fiche.latest_revision_id, fiche.has_unpublished_changes) == (draft, True)
    assert Verification.objects.get().review_on == months_after(TODAY, 12)


def test_what_editors_state_afterwards_holds_again(fiche: UseCasePage) -> None:
    confirm(fiche, fiche.content_owner)
    fiche = UseCasePage.objects.get(pk=fiche.pk)
    assert (fiche.verified, fiche.review_due) == (TODAY, months_after(TODAY, 12))
    assert not stale_pages(TODAY).exists()

    fiche.review_on = TODAY - timedelta(days=1)
    fiche.save()
    fiche = UseCasePage.objects.get(pk=fiche.pk)
    assert fiche.review_due == fiche.review_on
    assert [page.review_due for page in stale_pages(TODAY)] == [fiche.review_on]


@pytest.mark.parametrize(
    ("role", "allowed"), [("redaction", True), ("relecteur", False), ("membre", False), ("contributeur", False)]
)
def test_the_redaction_the_owner_and_contributors_of_the_collectivite_confirm(
    fiche: UseCasePage, account: Any, client: Client, role: str, allowed: bool
) -> None:
    """A contributor of another collectivité does not."""
    sign_in(client, account(role))
    answer = client.post(reverse("confirm_page", args=[fiche.pk]), headers={"host": "localhost"})

    assert (answer.status_code == 200) == allowed
    assert Verification.objects.exists() == allowed


def test_the_team_confirms_with_the_second_factor(fiche: UseCasePage, account: Any, client: Client) -> None:
    sign_in(client, account("redaction"), "password")
    address = reverse("confirm_page", args=[fiche.pk])
    answer = client.post(address, headers={"host": "localhost"})

    assert answer.url == f"/compte/double-authentification/?next={address}"
    assert not Verification.objects.exists()


def test_an_owner_of_any_role_confirms_and_twice_a_day_is_once(fiche: UseCasePage, account: Any) -> None:
    agent = account("contributeur", fiche.authority)
    assert confirm(fiche, agent) == confirm(fiche, fiche.content_owner)

    stranger = account("relecteur")
    with pytest.raises(StepRefused):
        confirm(fiche, stranger)
    UseCasePage.objects.update(content_owner=stranger)
    confirm(fiche, stranger)


def test_the_owner_is_reminded_once_a_month(fiche: UseCasePage) -> None:
    for _ in range(2):
        remind_owners()
    mail = OutgoingMail.objects.get()
    assert mail.to == "responsable@exemple.fr"
    assert "/contribuer/" in mail.text

    UseCasePage.objects.update(review_on=months_after(TODAY, -3))  # three months late: another date, another mail
    remind_owners()
    assert OutgoingMail.objects.count() == 2
    confirm(fiche, fiche.content_owner)
    UseCasePage.objects.update(live=False, review_on=LATE)
    remind_owners()
    assert OutgoingMail.objects.count() == 2


def test_the_next_reminder_comes_a_month_later(fiche: UseCasePage, monkeypatch: pytest.MonkeyPatch) -> None:
    remind_owners()
    key = OutgoingMail.objects.get().key
    assert key.endswith(":1")  # forty days late: in its second month
    OutgoingMail.objects.update(key=key[:-1] + "0")  # as if it had left in the first
    remind_owners()

    assert OutgoingMail.objects.count() == 2


def test_a_closed_account_is_not_written_to(fiche: UseCasePage) -> None:
    User.objects.update(is_active=False)
    remind_owners()

    assert not OutgoingMail.objects.exists()


def link_of_the_mail() -> str:
    remind_owners()
    return re.findall(r"/lien/\S+", OutgoingMail.objects.get().text)[0]


def test_the_link_of_the_mail_confirms_once_without_an_account(fiche: UseCasePage) -> None:
    reader, address = Client(headers={"host": "localhost"}), link_of_the_mail()
    shown = reader.get(address, follow=True)
    page = shown.redirect_chain[-1][0]
    assert "Toujours exacte" in shown.content.decode()
    assert not Verification.objects.exists()  # reading does nothing

    done = reader.post(page)
    assert "C’est noté" in done.content.decode()
    assert Verification.objects.get().by == fiche.content_owner
    assert reader.post(page).status_code == 410
    assert reader.get(address).status_code == 410
    assert Verification.objects.count() == 1


def test_the_link_that_has_expired_sends_another_as_long_as_the_page_is_to_be_read_again(fiche: UseCasePage) -> None:
    address = link_of_the_mail()
    expire_links()
    said = renew(address)
    again = OutgoingMail.objects.latest("pk")
    reader = Client(headers={"host": "localhost"})
    page = reader.get(re.findall(r"/lien/\S+", again.text)[0])["Location"]
    assert "C’est noté" in reader.post(page).content.decode()

    assert renew(address) == said
    assert OutgoingMail.objects.latest("pk") == again
    assert SignedLink.objects.count() == 2, "one that nobody receives is not made"


def test_the_link_of_a_page_that_is_gone_blames_nobody(fiche: UseCasePage) -> None:
    address = link_of_the_mail()
    expire_links()
    fiche.delete()
    said = Client(headers={"host": "localhost"}).get(address).content.decode()
    assert "n’est plus sur le site" in said
    assert "à temps" not in said


def test_the_link_dies_with_what_it_was_for(fiche: UseCasePage) -> None:
    reader, address = Client(headers={"host": "localhost"}), link_of_the_mail()
    UseCasePage.objects.update(content_owner=None)
    Membership.objects.all().delete()
    assert "ne peut plus confirmer" in reader.get(address).content.decode()
    UseCasePage.objects.update(live=False)
    assert "n’est plus en ligne" in reader.get(address).content.decode()


def test_staff_see_what_is_overdue_and_confirm_in_one_click(fiche: UseCasePage, redaction: Client) -> None:
    report = redaction.get(reverse("stale_pages"), headers={"host": "localhost"}).content.decode()
    desk = redaction.get(reverse("workflow_desk:index"), headers={"host": "localhost"}).content.decode()
    export = redaction.get(reverse("stale_pages"), {"export": "csv"}, headers={"host": "localhost"})
    csv = b"".join(export.streaming_content).decode()

    assert "40" in report
    assert csv.splitlines()[1].startswith("Fuites,")
    assert ",40," in csv
    assert "Camille" in csv
    action = reverse("confirm_page", args=[fiche.pk])
    assert f'action="{action}"' in report
    assert f'action="{action}"' in desk
    back = redaction.post(action, {"next": reverse("stale_pages")}, headers={"host": "localhost"}, follow=True)
    assert "toujours exact" in back.content.decode()
    assert "Fuites</a>" not in back.content.decode()


def test_the_report_costs_the_same_for_many(
    fiche: UseCasePage, redaction: Client, django_assert_max_num_queries: Any
) -> None:
    from cms.workflow.freshness.report import with_owners

    for number in range(3):
        UseCasePageFactory(parent=fiche.get_parent(), title=f"Fiche {number}", review_on=LATE)
    with django_assert_max_num_queries(2):
        assert len(with_owners(stale_pages(TODAY))) == 4


def test_a_page_of_any_class_says_once_that_it_is_overdue(home: HomePage, library: LibraryIndexPage) -> None:
    home.review_on = library.review_on = LATE
    pages = [home, library, StandardPageFactory(parent=home, title="À propos", slug="a-propos", review_on=LATE)]
    for page in pages[:2]:
        publish(page)

    for page in pages:
        assert Client().get(page.url, headers={"host": "localhost"}).content.decode().count(NOTICE) == 1


def test_the_home_page_reads_what_stands_beside_it_at_once(home: HomePage) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert NOTICE not in Client().get("/", headers={"host": "localhost"}).content.decode()
    tables = (Verification._meta.db_table, ErrorReport._meta.db_table)
    assert sum(any(f'"{table}"' in query["sql"] for table in tables) for query in asked.captured_queries) == 1


def test_a_new_page_is_to_be_read_again_in_a_year(library: LibraryIndexPage) -> None:
    assert UseCasePageFactory(parent=library).review_due == months_after(TODAY, 12)


def test_months_end_where_they_end() -> None:
    assert months_after(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert months_after(date(2024, 12, 31), 12) == date(2025, 12, 31)
