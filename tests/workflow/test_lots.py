"""Pages approved one by one, put online at one instant, all of them or none."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from cms.core.models import OutgoingMail
from cms.workflow import steps
from cms.workflow.lots import preparing
from cms.workflow.models import Publication, Release, ReleaseItem
from cms.workflow.permissions import State, state_of
from home.models import StandardPage
from tests.factories import StandardPageFactory, approve, approve_submitted, publish
from tests.sign_in import sign_in


@pytest.fixture
def team(home, account, client):
    """Somebody of rédaction, and his session."""
    publish(home)
    writer = account("redaction")
    sign_in(client, writer)
    return SimpleNamespace(writer=writer, client=client, home=home)


def draft(team, number, **fields):
    page = StandardPageFactory(parent=team.home, title=f"Page {number}", slug=f"page-{number}", live=False, **fields)
    page.save_revision(user=team.writer)
    return page


def drafts(team, count):
    return [draft(team, number) for number in range(count)]


def lot(team, pages, **fields):
    """A lot that holds these pages, made through its screens."""
    team.client.post("/admin/lots/", {"title": "Forum", **fields})
    release = Release.objects.latest("pk")
    gesture(team.client, release, "ajouter", page=[page.pk for page in pages])
    return release


def gesture(client, release, name, **sent):
    response = client.post(f"/admin/lots/{release.pk}/{name}/", sent, follow=True)
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def review(team, pages):
    """The whole way to an approval; `held` goes straight to what it leaves."""
    for page in pages:
        steps.submit(page, team.writer)
    approve_submitted()


def held(pages):
    with transaction.atomic():  # as at the end of a review
        for page in pages:
            assert preparing.take(approve(page.get_latest_revision()))


def live(pages):
    return [page.live for page in Page.objects.filter(pk__in=[page.pk for page in pages]).order_by("pk")]


def in_past(release):
    Release.objects.filter(pk=release.pk).update(publish_at=timezone.now() - timedelta(minutes=1))


def test_a_lot_is_prepared_and_scheduled_in_four_gestures_then_goes_online_at_its_date(team):
    pages = drafts(team, 3)
    team.client.post("/admin/lots/", {"title": "Forum", "publish_at": "2100-03-11 10:00"})
    release = Release.objects.get()
    listed = re.findall(r'name="listed" value="(\d+)"', gesture(team.client, release, "programmer", publish_at=""))
    gesture(team.client, release, "ajouter", listed=listed, everything="1")
    review(team, pages)
    gesture(team.client, release, "programmer", publish_at="2100-03-11 10:00")

    call_command("sweep")
    assert live(pages) == [False] * 3
    assert {state_of(page) for page in Page.objects.filter(pk__in=[page.pk for page in pages])} == {State.SCHEDULED}
    assert Client().get("/page-0/").status_code == 404

    in_past(release)
    call_command("sweep")
    assert live(pages) == [True] * 3
    assert Client().get("/page-0/").status_code == 200
    assert Publication.objects.filter(page__in=pages, approved_by__username="relectrice").count() == 3
    call_command("sweep")
    assert Publication.objects.filter(page__in=pages).count() == 3


def test_a_failure_at_the_eleventh_page_leaves_none_online_and_is_told_once(team, caplog):
    pages = drafts(team, 12)
    release = lot(team, pages)
    renamed = StandardPage.objects.get(pk=pages[10].pk)
    renamed.slug = "deja-pris"
    renamed.save_revision(user=team.writer)
    pages[10].refresh_from_db()
    held(pages)
    other = StandardPageFactory(parent=team.home, slug="deja-pris")  # its address is free until the other goes online
    in_past(release)

    call_command("sweep")
    call_command("sweep")

    assert live(pages) == [False] * 12
    assert not Publication.objects.filter(page__in=pages).exists()
    mails = OutgoingMail.objects.filter(name="lot_failed")
    assert [mail.to for mail in mails] == [team.writer.email]
    assert caplog.text.count("Traceback") == 1
    desk = team.client.get("/admin/relecture/").content.decode()
    for shown in (team.client.get(f"/admin/lots/{release.pk}/").content.decode(), desk):
        assert "Page 10" in shown
        assert "deja-pris" in shown

    other.delete()
    assert "Toutes les pages du lot sont en ligne" in gesture(team.client, release, "publier")
    assert live(pages) == [True] * 12


def test_what_is_not_approved_moved_deleted_or_dated_blocks_the_lot_by_its_name(team):
    approved, waiting, moved, deleted, dated = pages = drafts(team, 5)
    release = lot(team, pages)
    later = StandardPage.objects.get(pk=dated.pk)
    later.go_live_at = timezone.now() + timedelta(days=1)
    later.save_revision(user=team.writer)
    dated.refresh_from_db()
    held([approved, moved, dated])
    moved.refresh_from_db()
    moved.move(approved, pos="last-child")
    deleted.delete()

    shown = gesture(team.client, release, "publier")

    assert live([approved, waiting, moved, dated]) == [False] * 4
    for problem in (
        "« Page 1 » n’est pas approuvée.",
        "« Page 2 » a changé de place depuis son approbation.",
        "« Page 3 » a été supprimée.",
        "« Page 4 » a sa propre date de publication.",
    ):
        assert problem in shown
    assert "« Page 0 »" not in "".join(Release.objects.get().problems)
    assert len(OutgoingMail.objects.filter(name="lot_failed")) == 1
    assert "Le lot est vide." in gesture(team.client, lot(team, []), "publier")


@pytest.fixture
def published(team):
    """A lot online: one page that was online before with another text, one that was not."""
    old = draft(team, 1, introduction="Avant le lot.")
    publish(old)
    old.refresh_from_db()
    old.introduction = "Avec le lot."
    old.save_revision(user=team.writer)
    old.refresh_from_db()
    new = draft(team, 2)
    release = lot(team, [old, new])
    held([old, new])
    assert b"Avant le lot." in Client().get("/page-1/").content
    gesture(team.client, release, "publier")
    assert b"Avec le lot." in Client().get("/page-1/").content
    return SimpleNamespace(release=release, old=old, new=new)


def test_one_gesture_puts_back_what_was_online_before(team, published):
    shown = gesture(team.client, published.release, "retablir")

    assert "Le site est revenu à ce qu’il montrait avant ce lot." in shown
    assert b"Avant le lot." in Client().get("/page-1/").content
    assert Client().get("/page-2/").status_code == 404
    assert "n’est pas en ligne" in gesture(team.client, published.release, "retablir")


def test_a_page_published_again_since_is_left_by_the_roll_back(team, published):
    old = StandardPage.objects.get(pk=published.old.pk)
    old.introduction = "Corrigée depuis."
    publish(old)

    shown = gesture(team.client, published.release, "retablir")

    assert "« Page 1 » reste telle quelle" in shown
    assert b"Corrig\xc3\xa9e depuis." in Client().get("/page-1/").content
    assert Client().get("/page-2/").status_code == 404


def test_a_newer_review_goes_on_when_the_lot_publishes_the_version_approved(team):
    [page] = drafts(team, 1)
    release = lot(team, [page])
    review(team, [page])
    newer = StandardPage.objects.get(pk=page.pk)
    newer.introduction = "Encore en relecture."
    newer.save_revision(user=team.writer)
    newer.get_workflow().start(newer, team.writer)
    assert "modifiée depuis" in team.client.get(f"/admin/lots/{release.pk}/").content.decode()

    gesture(team.client, release, "publier")

    newer.refresh_from_db()
    assert newer.live
    assert newer.workflow_in_progress
    assert b"Encore en relecture." not in Client().get("/page-0/").content


def test_a_page_taken_offline_or_out_of_the_lot_does_not_come_back_with_it(team, account):
    pages = drafts(team, 3)
    withdrawn, removed = pages[1:]
    publish(withdrawn)
    withdrawn.refresh_from_db()
    withdrawn.save_revision(user=team.writer)
    withdrawn.refresh_from_db()
    release = lot(team, pages)
    held(pages)

    steps.take_offline(withdrawn, team.writer, "Chiffre faux.")
    gesture(team.client, release, "retirer", item=ReleaseItem.objects.get(page=removed).pk)
    gesture(team.client, release, "publier")

    assert live(pages) == [True, False, False]
    assert state_of(Page.objects.get(pk=removed.pk)) == State.DRAFT
    call_command("sweep")
    assert live(pages) == [True, False, False]


def test_a_cancelled_lot_changes_nothing_online_and_frees_its_pages(team):
    pages = drafts(team, 2)
    release = lot(team, pages)
    held(pages)

    gesture(team.client, release, "annuler")

    assert "ne change plus" in gesture(team.client, release, "ajouter", page=[pages[0].pk])
    gesture(team.client, release, "publier")
    assert live(pages) == [False] * 2
    lot(team, pages)
    assert ReleaseItem.objects.filter(is_open=True).count() == 2


def test_a_page_is_in_one_lot_at_a_time(team):
    pages = drafts(team, 2)
    lot(team, pages)
    other = Release.objects.create(title="Autre")

    shown = team.client.post(f"/admin/lots/page/{pages[0].pk}/", {"release": other.pk}, follow=True).content.decode()

    assert "déjà dans le lot" in shown
    assert not other.items.exists()


def test_only_redaction_and_administration_manage_lots(team, account):
    pages = drafts(team, 1)
    release = lot(team, pages)
    held(pages)
    for role in ("relecteur", "contributeur", "membre"):
        visitor = Client()
        sign_in(visitor, account(role))
        for address in ("", f"{release.pk}/", f"page/{pages[0].pk}/"):
            assert visitor.get(f"/admin/lots/{address}").status_code in {302, 403}
        for name in ("publier", "retablir", "annuler", "retirer", "ajouter", "programmer"):
            visitor.post(f"/admin/lots/{release.pk}/{name}/", {"item": release.items.get().pk})
    release.refresh_from_db()
    assert release.is_open
    assert live(pages) == [False]

    visitor = Client()
    sign_in(visitor, account("administration"))
    assert visitor.get(f"/admin/lots/{release.pk}/publier/").status_code == 405
    gesture(visitor, release, "publier")
    assert live(pages) == [True]


def test_the_screen_of_a_lot_asks_as_much_of_the_database_for_two_pages_as_for_eight(team):
    counts = []
    for pages in (drafts(team, 2), [draft(team, number) for number in range(2, 10)]):
        release = lot(team, pages)
        held(pages[:1])
        with CaptureQueriesContext(
            connection,
        ) as queries:
            team.client.get(f"/admin/lots/{release.pk}/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_two_pages_or_eight_join_a_lot_in_the_same_queries(team):
    release = lot(team, [])

    def questions(pages):
        with CaptureQueriesContext(connection) as captured:
            preparing.add(release, pages, team.writer)
        asked = [query["sql"] for query in captured if query["sql"].startswith("SELECT")]
        return sum(not sql.startswith("SELECT 1 AS") for sql in asked)  # Wagtail validates each line of its journal

    eight = drafts(team, 10)
    two = [eight.pop(), eight.pop()]
    questions([draft(team, 10)])  # what the process remembers
    assert questions(two) == questions(eight)
    assert release.items.count() == 11


@pytest.mark.django_db(transaction=True)
def test_a_double_click_publishes_once(team):
    pages = drafts(team, 2)
    release = lot(team, pages)
    held(pages)
    session = team.client.cookies["sessionid"].value

    def click(_):
        try:
            other = Client()
            other.cookies["sessionid"] = session
            return gesture(other, release, "publier")
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=2) as pool:
        shown = list(pool.map(click, range(2)))

    assert Publication.objects.filter(page__in=pages).count() == 2
    assert sum("Toutes les pages du lot sont en ligne" in answer for answer in shown) == 1
    assert sum("Ce lot n’était plus à publier" in answer for answer in shown) == 1
