"""Mails that leave through a real server, and what becomes of them when it fails."""

import logging
import time
from datetime import timedelta

import pytest
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from cms.core.mail import KEPT, TRIES, erase_old, queue, send_due
from cms.core.models import OutgoingMail
from cms.core.models.outgoing_mail import BROKEN_OFF, MailState
from tests.mail_server import free_port, mail_server, silent_server

SENTENCE = "L’équipe de la Métropole vous propose « Détection des fuites d’eau »"
LINK = "http://localhost:8000/contribuer/"


@pytest.fixture
def server(settings):
    with mail_server() as server:
        settings.DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


def write(to="relectrice@exemple.fr", key="", **context):
    context = {"subject": "À relire : Été & déchets", "sentence": SENTENCE, "url": LINK, "action": "Relire", **context}
    queue("step", to, context, key=key)


def make_due():
    OutgoingMail.objects.exclude(next_try=None).update(next_try=timezone.now())


@pytest.mark.django_db
def test_a_mail_arrives_as_text_and_html_in_french(server):
    write()

    send_due()

    [message] = server.received
    mail = OutgoingMail.objects.get()
    assert message["Subject"] == "À relire : Été & déchets"
    assert message["To"] == "relectrice@exemple.fr"
    assert message["From"]
    assert message["Message-ID"] == f"<{mail.reference}@localhost>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "multipart/alternative"
    for kind in ("plain", "html"):
        part = message.get_body((kind,)).get_content()
        assert SENTENCE in part.replace("\u00a0", " ")
        assert LINK in part
    assert mail.state == MailState.SENT


@pytest.mark.django_db
def test_a_mail_program_is_told_where_to_post_to_stop_such_mails_and_the_site_forgets_it(server):
    stop = f"http://localhost:8000/alertes/{'A' * 22}.{'b' * 43}/arret/"
    queue("step", "lectrice@exemple.fr", {"subject": "Nouveautés"}, unsubscribe=stop)
    write()

    send_due()

    with_address, without = server.received
    assert with_address["List-Unsubscribe"].strip() == f"<{stop}>"  # folded after its name
    assert with_address["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert without["List-Unsubscribe"] is without["List-Unsubscribe-Post"] is None
    assert not OutgoingMail.objects.exclude(unsubscribe="").exists()


@pytest.mark.django_db
def test_only_the_html_part_escapes_what_people_type(server):
    write(comment="Préférer <b>R&D</b> à l'IA")

    send_due()

    [message] = server.received
    assert "Préférer <b>R&D</b> à l’IA" in message.get_body(("plain",)).get_content()
    assert "Préférer &lt;b&gt;R&amp;D&lt;/b&gt; à l’IA" in message.get_body(("html",)).get_content()


@pytest.mark.django_db
def test_a_line_break_in_a_title_cannot_add_a_header(server):
    write(subject="Fiche\r\nBcc: espion@exemple.fr")

    send_due()

    assert server.received[0]["Bcc"] is None
    assert server.received[0]["Subject"].startswith("Fiche Bcc")


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_when_the_step_it_tells_is_undone():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)

    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db
def test_one_event_makes_one_mail_and_leaves_the_transaction_usable():
    with transaction.atomic():
        write(key="rappel:12:2026-11-24")
        write(key="rappel:12:2026-11-24")
        write()
        write()

    assert OutgoingMail.objects.count() == 3


@pytest.mark.django_db
def test_a_server_that_refuses_connections_delays_mails_and_loses_none(server, settings):
    settings.EMAIL_PORT = free_port()
    write()
    write("autre@exemple.fr")

    send_due()
    assert {mail.state for mail in OutgoingMail.objects.all()} == {MailState.WAITING}
    send_due()
    assert {mail.attempts for mail in OutgoingMail.objects.all()} == {1}  # not due again yet

    settings.EMAIL_PORT = server.port
    make_due()
    send_due()
    assert {message["To"] for message in server.received} == {"relectrice@exemple.fr", "autre@exemple.fr"}


@pytest.mark.django_db
def test_a_server_that_says_nothing_is_left_after_one_delay_for_all_mails(settings, server):
    for number in range(5):
        write(f"personne{number}@exemple.fr")

    with silent_server() as port:
        settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = port, 0.3
        start = time.monotonic()
        send_due()

    assert time.monotonic() - start < 5 * settings.EMAIL_TIMEOUT
    assert {mail.state for mail in OutgoingMail.objects.all()} == {MailState.WAITING}


@pytest.mark.django_db
@pytest.mark.parametrize("answer", ["550 Unknown", "450 Later", "421 Too many messages, closing"])
def test_a_refused_recipient_does_not_hold_the_following(server, caplog, answer):
    server.rcpt = lambda address: answer if address.startswith("inconnue") else "250 OK"
    write("inconnue@exemple.fr")
    write()

    send_due()

    assert [message["To"] for message in server.received] == ["relectrice@exemple.fr"]
    refused = OutgoingMail.objects.get(to="inconnue@exemple.fr")
    assert (refused.state, refused.last_error) == (MailState.WAITING, "SMTPRecipientsRefused")
    assert "SMTPRecipientsRefused" in caplog.text
    assert "inconnue" not in caplog.text


@pytest.mark.django_db
def test_the_wait_doubles_up_to_six_hours_then_the_mail_is_given_up(server):
    server.rcpt = lambda address: "450 Later"
    write()
    waits = []
    for _ in range(TRIES):
        before = timezone.now()
        send_due()
        if mail := OutgoingMail.objects.exclude(next_try=None).first():
            waits.append(mail.next_try - before)
        make_due()

    assert len(waits) == TRIES - 1
    assert timedelta(seconds=30) <= waits[0] <= timedelta(seconds=61)
    assert max(waits) <= timedelta(hours=6, seconds=1)
    assert sum(waits, timedelta()) > timedelta(days=1)
    assert OutgoingMail.objects.get().state == MailState.GIVEN_UP


@pytest.mark.django_db
def test_a_server_that_stops_answering_once_it_has_the_message_is_not_given_it_twice(server, settings, caplog):
    patience, settings.EMAIL_TIMEOUT = settings.EMAIL_TIMEOUT, 0.3
    server.delay = 2 * settings.EMAIL_TIMEOUT
    write()
    write("autre@exemple.fr")
    send_due()
    server.delay, settings.EMAIL_TIMEOUT = 0, patience
    make_due()
    send_due()

    assert [message["To"] for message in server.received] == ["relectrice@exemple.fr", "autre@exemple.fr"]
    broken = OutgoingMail.objects.get(to="relectrice@exemple.fr")
    assert (broken.state, broken.last_error) == (MailState.BROKEN_OFF, BROKEN_OFF)
    assert broken.html  # kept for whoever decides to send it again
    assert "relectrice" not in caplog.text


@pytest.mark.django_db
def test_codes_and_links_do_not_stay_in_the_database_once_sent(server, settings):
    write()
    send_due()
    assert not OutgoingMail.objects.exclude(text="", html="").exists()

    settings.DEMO_ACCOUNTS = True
    write()
    send_due()
    assert OutgoingMail.objects.exclude(text="").count() == 1


@pytest.mark.django_db
def test_whom_the_site_wrote_to_is_forgotten_after_a_month_but_for_mails_that_may_still_leave():
    write("partie@exemple.fr", key="invitation:1")
    write("récente@exemple.fr")
    write("en-attente@exemple.fr")
    old = timezone.now() - KEPT - timedelta(days=1)
    OutgoingMail.objects.filter(to="partie@exemple.fr").update(created=old, next_try=None, sent_at=old)
    OutgoingMail.objects.filter(to="récente@exemple.fr").update(next_try=None, sent_at=timezone.now())
    OutgoingMail.objects.filter(to="en-attente@exemple.fr").update(created=old)

    erase_old()

    assert set(OutgoingMail.objects.values_list("to", flat=True)) == {"", "récente@exemple.fr", "en-attente@exemple.fr"}
    write("partie@exemple.fr", key="invitation:1")
    assert OutgoingMail.objects.count() == 3


@pytest.mark.django_db
def test_a_quiet_sweep_asks_the_database_once_a_matter(django_assert_num_queries, caplog):
    with caplog.at_level(logging.INFO), django_assert_num_queries(2):
        send_due()
        erase_old()

    assert not caplog.records


@pytest.mark.django_db
def test_what_django_and_its_applications_send_waits_for_the_worker_as_well(server, settings):
    settings.EMAIL_BACKEND = "cms.core.queued_mail.QueueBackend"
    send_mail("Un commentaire", "Voici.", None, ["une@exemple.fr", "autre@exemple.fr"], html_message="<p>Voici.</p>")
    send_mail("Sans mise en forme", "Voici.", None, ["une@exemple.fr"])
    assert not server.received

    send_due()

    assert [message["To"] for message in server.received] == ["une@exemple.fr", "autre@exemple.fr", "une@exemple.fr"]
    assert server.received[0].get_body(("html",)).get_content().strip() == "<p>Voici.</p>"
    assert server.received[2].get_content_type() == "text/plain"
