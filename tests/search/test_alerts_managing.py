"""Changing, pausing and stopping an alert from its mails; what is kept of a person, and until when."""

import logging
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from cms.core.models import OutgoingMail
from cms.members import personal_data
from cms.members.models import SignedLink
from cms.members.personal_data import Person
from search.alerts.addresses import ALERTS
from search.alerts.retention import ANSWERED, WANTED
from search.models import Alert
from tests.factories import UseCasePageFactory
from tests.search.alerts import ADDRESS, LIBRARY, ask, days_pass, follow, link, mails, morning, person
from tests.sign_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def alert(library):
    return follow()


def page(alert: Alert) -> str:
    return f"/alertes/{ALERTS.token_of(alert)}/"


def stop(alert: Alert) -> str:
    return f"{page(alert)}arret/"


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_a_mail_leads_to_a_page_that_changes_the_alert_without_any_cookie(library, alert):
    UseCasePageFactory(parent=library, title="Vélos")
    morning()
    browser = person()
    address = link(mails("news")[0], "Changer le rythme ou mettre en pause")
    opened = browser.get(address)
    assert "Prochain courriel" in text(opened)
    assert opened["Cache-Control"] == "private, no-store"
    assert opened["Referrer-Policy"] == "no-referrer"

    browser.post(address, {"faire": "rythme", "rhythm": "hebdomadaire"})
    alert.refresh_from_db()
    assert alert.rhythm == "hebdomadaire"
    assert timezone.localtime(alert.due).weekday() == 0

    browser.post(address, {"faire": "pause"})
    assert "Elle est en pause" in text(browser.get(address))
    assert not browser.cookies


def test_a_paused_alert_sends_nothing_and_tells_everything_when_it_resumes(library, alert):
    person().post(page(alert), {"faire": "pause"})
    UseCasePageFactory(parent=library, title="Pendant la pause")
    morning()
    assert not mails("news")

    person().post(page(alert), {"faire": "rythme", "rhythm": "hebdomadaire"})
    morning()
    assert not mails("news")

    person().post(page(alert), {"faire": "reprendre"})
    morning()
    assert "Pendant la pause" in mails("news")[0].text


@pytest.mark.parametrize("answers", [{}, {"faire": "effacer"}, {"faire": "rythme", "rhythm": "horaire"}])
def test_what_is_not_a_button_changes_nothing(alert, answers):
    before = Alert.objects.values().get()
    person().post(page(alert), answers)
    assert Alert.objects.values().get() == before


def test_opening_the_address_that_stops_stops_nothing(alert):
    for method in ("get", "head", "get"):
        assert getattr(person(), method)(stop(alert)).status_code == 200
    assert Alert.objects.exists()


@pytest.mark.parametrize("body", [{"List-Unsubscribe": "One-Click"}, {}])
def test_one_post_stops_without_cookie_nor_token_and_leaves_nothing(library, alert, body):
    UseCasePageFactory(parent=library, title="Vélos")
    morning()
    OutgoingMail.objects.filter(name="alert_request").update(sent_at=timezone.now(), next_try=None)

    first, second = (person().post(stop(alert), body) for _ in range(2))

    assert "Cette alerte est arrêtée" in text(first)
    assert second.status_code == 200
    assert not Alert.objects.exists()
    assert not SignedLink.objects.exists()
    assert not mails("news")  # it waited
    assert not OutgoingMail.objects.filter(to__gt="").exists()
    assert person().get(page(alert)).status_code == 410


def test_an_address_that_was_changed_opens_nothing(alert):
    token = ALERTS.token_of(alert)
    for wrong in (token[:-1] + ("A" if token[-1] != "A" else "B"), "x" + token[1:], alert.secret, "nouvelles"):
        assert person().post(f"/alertes/{wrong}/arret/").status_code == 404
        assert person().get(f"/alertes/{wrong}/").status_code == 404
    assert Alert.objects.exists()


def test_no_log_holds_the_address_of_an_alert(alert, caplog):
    with caplog.at_level(logging.INFO):
        person().get(f"/alertes/{ALERTS.token_of(alert)}x/")
    assert "/alertes/…" in caplog.text
    assert alert.secret not in caplog.text


def test_what_nobody_confirms_is_erased_after_a_week(library):
    ask()
    days_pass(6)
    personal_data.forget()
    assert Alert.objects.exists()

    days_pass(2)
    personal_data.forget()
    assert not Alert.objects.exists()
    assert not SignedLink.objects.exists()
    assert not OutgoingMail.objects.filter(to__gt="").exists()


def test_after_two_years_its_owner_is_asked_once_and_a_button_keeps_it(alert):
    days_pass(WANTED.days + 1)
    for _ in range(2):
        personal_data.forget()
    [mail] = mails("keep")
    browser = person()
    assert "Garder mon alerte" in text(browser.get(link(mail)))

    browser.post(link(mail), {"faire": "garder"})
    days_pass(ANSWERED.days + 1)
    personal_data.forget()

    assert Alert.objects.get().warned_at is None
    assert "Garder mon alerte" not in text(browser.get(link(mail)))


def test_one_that_fails_holds_no_other_and_its_mail_waits_with_its_date(library, alert):
    other = follow(f"{LIBRARY}&annee=2024", "autre@exemple.fr")
    ask(f"{LIBRARY}&annee=2023", "jamais@exemple.fr")
    days_pass(WANTED.days + 1)

    with connection.execute_wrapper(failing_when_asked(alert)):
        personal_data.forget()

    assert [mail.to for mail in mails("keep")] == ["autre@exemple.fr"]
    assert dict(Alert.objects.values_list("pk", "warned_at"))[alert.pk] is None
    assert Alert.objects.get(pk=other.pk).warned_at
    assert not Alert.objects.filter(email="jamais@exemple.fr").exists()
    personal_data.forget()
    assert sorted(mail.to for mail in mails("keep")) == ["autre@exemple.fr", ADDRESS]


def failing_when_asked(alert):
    def execute(run, sql, params, many, context):
        if sql.startswith('UPDATE "search_alert"') and '"warned_at"' in sql and alert.pk in params:
            raise OperationalError
        return run(sql, params, many, context)

    return execute


def test_without_an_answer_it_is_erased_a_month_later(alert):
    days_pass(WANTED.days + 1)
    personal_data.forget()
    days_pass(ANSWERED.days - 1)
    personal_data.forget()
    assert Alert.objects.exists()

    days_pass(2)
    personal_data.forget()
    assert not Alert.objects.exists()


def test_a_person_gets_and_erases_his_alerts_and_nobody_elses(library, alert):
    follow(f"{LIBRARY}&annee=2024", "autre@exemple.fr")

    [kept] = personal_data.export(Person.named(ADDRESS.upper()))["Alertes"]
    assert (kept["liste"], kept["rythme"]) == ("/bibliotheque/", "quotidienne")
    personal_data.erase(Person.named(ADDRESS.upper()))

    assert [left.email for left in Alert.objects.all()] == ["autre@exemple.fr"]
    assert not SignedLink.objects.filter(email=ADDRESS).exists()
    assert not OutgoingMail.objects.filter(to=ADDRESS).exists()


def test_administration_counts_alerts_without_reading_addresses_finds_one_and_stops_it(client, account, alert):
    ask(f"{LIBRARY}&annee=2024", "autre@exemple.fr")
    sign_in(client, account("administration"))

    listed = text(client.get("/admin/alertes/"))
    assert "1 active, 0 en pause, 1 à confirmer" in listed
    assert "annee=2024" in listed
    assert "exemple.fr" not in listed
    assert f"Alerte {alert.pk}" not in text(client.get("/admin/alertes/", {"q": "autre@exemple"}))
    found = text(client.get("/admin/alertes/", {"q": f" {ADDRESS.upper()} "}))
    assert f"Alerte {alert.pk}" in found
    assert "annee=2024" not in found

    assert client.get(f"/admin/alertes/delete/{alert.pk}/").status_code == 200
    client.post(f"/admin/alertes/delete/{alert.pk}/")

    assert not Alert.objects.filter(pk=alert.pk).exists()
    assert not SignedLink.objects.filter(email=ADDRESS).exists()


@pytest.mark.parametrize("role", ["redaction", "relecteur"])
def test_other_roles_do_not_open_the_screen(client, account, alert, role):
    sign_in(client, account(role))
    assert client.get("/admin/alertes/").status_code == 302
    client.post(f"/admin/alertes/delete/{alert.pk}/")
    assert Alert.objects.exists()


def test_the_week_of_a_new_link_is_that_of_the_alert(library):
    ask()
    days_pass(6)
    SignedLink.objects.update(created_at=timezone.now() - timedelta(days=6))
    ask()
    days_pass(2)
    personal_data.forget()
    assert Alert.objects.exists()
