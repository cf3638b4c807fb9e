"""Approved pages that go online and offline at their date, and those that cannot."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.core.models import OutgoingMail
from cms.workflow import steps
from cms.workflow.models import Publication, ScheduleFailure
from cms.workflow.permissions import State, state_of
from home.models import StandardPage
from tests.factories import StandardPageFactory, approve, approve_submitted
from tests.sign_in import sign_in


@pytest.fixture
def team(home, account, client):
    writer = account("redaction")
    sign_in(client, writer)
    return SimpleNamespace(writer=writer, client=client, home=home)


def draft(team, slug, **fields):
    page = StandardPageFactory(parent=team.home, title=slug.capitalize(), slug=slug, live=False)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=team.writer)
    return page


def overdue(team, slug, minutes):
    """A page approved, whose date came while the worker was off."""
    page = draft(team, slug, go_live_at=timezone.now() - timedelta(minutes=minutes))
    revision = approve(page.latest_revision)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=page.go_live_at)
    return page


def read(page):
    return Page.objects.get(pk=page.pk)


def pages_of(url, client):
    return client.get(url).content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_after_an_outage_pages_go_online_in_order_and_one_that_fails_stops_no_other(team):
    third, second, first = (overdue(team, f"page-{minutes}", minutes) for minutes in (10, 20, 30))
    taken = StandardPage.objects.get(pk=second.pk)
    taken.slug = "deja-pris"
    Revision.objects.filter(pk=approve(taken.save_revision()).pk).update(approved_go_live_at=second.go_live_at)
    Revision.objects.filter(pk=second.latest_revision_id).update(approved_go_live_at=None)
    other = StandardPageFactory(parent=team.home, slug="deja-pris")

    for _ in range(3):
        call_command("sweep")

    assert list(Publication.objects.order_by("pk").values_list("page", flat=True)) == [first.pk, third.pk]
    assert not read(second).live
    assert [mail.to for mail in OutgoingMail.objects.filter(name="schedule_failed")] == [team.writer.email]
    for address in ("/admin/relecture/", "/admin/programmation/"):
        shown = pages_of(address, team.client)
        assert "n’a pas pu être publiée" in " ".join(shown.split())
        assert "deja-pris" in shown

    other.delete()
    call_command("sweep")
    assert read(second).live
    assert not ScheduleFailure.objects.exists()


def test_a_date_never_passes_a_version_nobody_approved(team):
    page = draft(team, "sans-relecture", go_live_at=timezone.now() - timedelta(minutes=1))
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=page.go_live_at)

    call_command("sweep")

    assert not read(page).live
    assert ScheduleFailure.objects.get().reason == "cette version n’a pas été approuvée"


@pytest.mark.parametrize("days", [-1, 1])
def test_a_date_that_is_past_when_the_version_is_approved_means_now(team, days):
    page = draft(team, "datee", go_live_at=timezone.now() + timedelta(days=days))

    steps.submit(page, team.writer)
    approve_submitted()

    assert read(page).live == (days < 0)
    assert state_of(read(page)) == (State.LIVE if days < 0 else State.SCHEDULED)


@pytest.mark.parametrize("role", ["redaction", "relecteur", "administration"])
def test_a_date_is_cancelled_by_any_of_the_team_and_the_page_is_a_draft_again(team, account, role):
    page = draft(team, "datee", go_live_at=timezone.now() + timedelta(days=1))
    steps.submit(page, team.writer)
    approve_submitted()
    visitor = Client()
    sign_in(visitor, account("contributeur"))
    visitor.post(f"/admin/programmation/annuler/{page.pk}/")
    assert state_of(read(page)) == State.SCHEDULED

    visitor = Client()
    sign_in(visitor, account(role))
    assert "Datee" in pages_of("/admin/programmation/", visitor)
    visitor.post(f"/admin/programmation/annuler/{page.pk}/")

    assert state_of(read(page)) == State.DRAFT
    assert "Datee" not in pages_of("/admin/programmation/", visitor).split("<h2")[0]
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_a_page_goes_offline_at_its_expiry_and_the_approval_of_another_version_does_not_revive_its_date(team):
    page = draft(team, "ephemere", expire_at=timezone.now() + timedelta(days=1))
    steps.submit(page, team.writer)
    approve_submitted()
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    call_command("sweep")

    assert not read(page).live
    assert Client().get("/ephemere/").status_code == 404
