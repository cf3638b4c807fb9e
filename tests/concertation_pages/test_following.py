"""Following a page by mail: two clicks, a link to confirm, one click to stop, nothing kept."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.core.models import OutgoingMail
from cms.members import personal_data
from cms.members.links import SignedLink
from cms.members.personal_data import Person
from concertation_pages.following import counting, retention
from concertation_pages.following.telling import tell_followers_of_campaign, tell_points
from concertation_pages.models import CampaignPage, Follow, TrackedItem
from tests.concertation_pages.tracking import Territory, territory
from tests.renewing import expire_links, renew
from tests.search.alerts import link, person, submit
from tests.sign_in import sign_in

pytestmark = pytest.mark.django_db

ADDRESS = "lectrice@exemple.fr"


@pytest.fixture
def rennes(home) -> Territory:
    return territory(home)


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def mails(name: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(name=f"follow_{name}").order_by("pk"))


def follow(page, email: str = ADDRESS) -> Follow:
    """As its owner does it."""
    submit(person(), f"{page.url}suivre/", email=email)
    browser = person()
    submit(browser, browser.get(link(mails("request")[-1]))["Location"])
    return Follow.objects.get(page=page.pk, email=email)


def test_a_report_is_followed_without_account_and_the_reader_reads_no_cookie_before_the_form(rennes):
    browser = person()
    page = browser.get(rennes.report.url)
    assert f'href="{rennes.report.url}suivre/"' in page.content.decode()
    assert not browser.cookies
    form = browser.get(f"{rennes.report.url}suivre/")
    assert form["Cache-Control"] == "private, no-store"
    assert list(browser.cookies) == [django_settings.CSRF_COOKIE_NAME]
    assert "Donnez une adresse" in text(submit(browser, f"{rennes.report.url}suivre/", email=""))

    sent = submit(browser, f"{rennes.report.url}suivre/", email=ADDRESS)
    said = text(browser.get(sent["Location"]))
    assert "Ouvrez votre messagerie" in said
    assert ADDRESS not in said
    reader = person()
    opened = reader.get(link(mails("request")[0]), follow=True)
    assert not Follow.objects.confirmed().exists(), "opening confirms nothing"
    done = submit(reader, opened.request["PATH_INFO"])
    assert "Votre suivi est confirmé" in text(reader.get(done["Location"]))
    assert Follow.objects.confirmed().get().email == ADDRESS

    again = submit(person(), f"{rennes.report.url}suivre/", email=ADDRESS.upper())
    assert text(person().get(again["Location"])) == said, "the site says the same of an address that it knows"
    assert len(mails("known")) == 1


def test_the_link_of_a_follow_that_has_expired_sends_another(rennes):
    submit(person(), f"{rennes.report.url}suivre/", email=ADDRESS)
    expire_links()
    SignedLink.objects.update(created_at=timezone.now() - timedelta(days=7))
    renew(link(mails("request")[0]))
    assert not Follow.objects.confirmed().exists()
    reader = person()
    submit(reader, reader.get(link(mails("request")[1]))["Location"])
    assert Follow.objects.confirmed().exists()


def test_a_follower_is_told_once_of_a_point_and_stops_by_one_bare_post(rennes, account):
    follow(rennes.report)
    change = rennes.say(account("relecteur"), "P-1", "realisee")
    assert not mails("point"), "who decides does not wait for the mails"
    follow(rennes.report, "arrivee-apres@exemple.fr")
    for _ in range(2):
        tell_points()
    [told] = mails("point")
    assert (told.to, change.reason in told.text) == (ADDRESS, True)
    assert "#p-1" in told.text
    path = re.search(r"http://[^/]+(/.+)", told.unsubscribe)[1]

    assert person().get(path).status_code == 200
    assert Follow.objects.exists(), "opening stops nothing"
    assert person().post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Follow.objects.of(ADDRESS).exists()
    assert not OutgoingMail.objects.filter(to=ADDRESS).exists()
    assert person().post(path).status_code == 200
    cut = person().get(f"{path[:-8]}x/arret/")
    assert (cut.status_code, "incomplet ou a été modifié" in cut.content.decode()) == (404, True)


def test_staff_count_followers_page_by_page_and_administration_stops_one_without_reading_an_address(
    rennes, client, account
):
    kept = follow(rennes.report)
    submit(person(), f"{rennes.report.url}suivre/", email="autre@exemple.fr")
    follow(rennes.index, "troisieme@exemple.fr")
    change = rennes.say(account("relecteur"), "P-1")
    sign_in(client, account("redaction"))
    counted = [(one.page.pk, one.confirmed, one.waiting, one.changed_at) for one in counting.followed_pages()]
    assert counted == [(rennes.report.pk, 1, 1, change.decided_at), (rennes.index.pk, 1, 0, None)]
    TrackedItem.objects.update(shown=False)
    assert [one.changed_at for one in counting.followed_pages()] == [None, None], "its row left the page"
    shown = text(client.get("/admin/droit-de-suite/suivis/"))
    assert "Concertation de Rennes" in shown
    assert "exemple.fr" not in shown
    assert client.get("/admin/suivis/").status_code == 302

    sign_in(client, account("administration"))
    listed = text(client.get("/admin/suivis/"))
    assert "2 confirmés, 1 à confirmer" in listed
    assert "exemple.fr" not in listed
    found = text(client.get("/admin/suivis/", {"q": f" {ADDRESS.upper()} "}))
    assert f"Suivi {kept.pk}" in found
    assert "Concertations</" not in found
    client.post(f"/admin/suivis/delete/{kept.pk}/")
    assert not Follow.objects.of(ADDRESS).exists()
    assert not OutgoingMail.objects.filter(to=ADDRESS).exists()


def test_who_follows_the_consultations_is_told_of_the_next_campaign_and_of_no_point(rennes, account):
    assert "prévenu par courriel de l’ouverture de la prochaine campagne" in text(
        person().get("/concertations/suivre/")
    )
    follow(rennes.index)
    rennes.say(account("relecteur"), "P-1")
    tell_points()
    campaign = CampaignPage.objects.get()
    for _ in range(2):
        tell_followers_of_campaign(rennes.index, campaign)
    assert not mails("point")
    assert [mail.to for mail in mails("campaign")] == [ADDRESS]


def test_an_address_is_kept_for_a_week_unconfirmed_and_two_years_confirmed(rennes):
    kept = follow(rennes.report)
    submit(person(), f"{rennes.report.url}suivre/", email="autre@exemple.fr")
    assert [row["adresse"] for row in personal_data.export(Person.named(ADDRESS))["Suivis par courriel"]] == [ADDRESS]

    Follow.objects.update(created_at=timezone.now() - timedelta(days=8))
    retention.forget()
    assert list(Follow.objects.all()) == [kept]
    Follow.objects.update(confirmed_at=timezone.now() - timedelta(days=731))
    retention.forget()
    assert not Follow.objects.exists()
    [end] = mails("end")
    assert (end.to, f"{rennes.report.url}suivre/" in end.text) == (ADDRESS, True)


def test_a_place_that_asks_too_often_is_told_to_wait(rennes, settings):
    settings.RATE_LIMIT_FACTOR = 1
    browser = person()
    answers = [submit(browser, f"{rennes.report.url}suivre/", email=f"{n}@exemple.fr").status_code for n in range(6)]
    assert answers == [302] * 5 + [429]


def test_the_end_of_a_follow_leads_to_no_page_that_is_not_public_any_more(rennes):
    follow(rennes.report)
    PageViewRestriction.objects.create(page=rennes.report, restriction_type="login")
    Follow.objects.update(confirmed_at=timezone.now() - timedelta(days=731))
    retention.forget()
    assert not Follow.objects.exists()
    assert not mails("end")
