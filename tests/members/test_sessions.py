"""How long a session lasts, and what ends it."""

import re
import time
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from cms.core.models import OutgoingMail
from cms.members.sessions import SEEN
from tests.members.conftest import PASSWORD, code_in_mail, enrol, totp_code, type_password
from tests.sign_in import sign_in


def is_signed_in(client):
    return client.get("/compte/").status_code == 200


def test_a_session_ends_twelve_hours_after_it_began_however_it_is_used(home, client, reviewer):
    type_password(client, reviewer.email)
    client.post("/compte/double-authentification/authenticate/", {"code": totp_code(time.time())})
    end = timezone.now() + timedelta(hours=12)

    session = client.session
    session[SEEN] = int(time.time()) - 120
    session.save()
    client.get("/admin/")  # writes in the session

    expiry = Session.objects.get(pk=client.session.session_key).expire_date
    assert abs((expiry - end).total_seconds()) < 60
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/admin/").url == "/compte/login/?next=/admin/"


def test_a_password_session_has_the_same_end(home, client, account):
    user = account("membre")
    user.set_password(PASSWORD)
    user.save()
    type_password(client, user.email)

    kept = client.session.get("_session_expiry")

    assert isinstance(kept, str)  # a moment, and not a number of seconds after the last use


def leave_alone(client, minutes):
    session = client.session
    session[SEEN] = int(time.time()) - minutes * 60
    session.save()


def test_the_admin_left_alone_for_half_an_hour_asks_again(home, redaction):
    leave_alone(redaction, 29)
    assert redaction.get("/admin/").status_code == 200
    assert int(time.time()) - redaction.session[SEEN] < 60

    leave_alone(redaction, 31)
    assert redaction.get("/admin/pages/").url == "/compte/login/?next=/admin/pages/"
    assert not is_signed_in(redaction)


def test_what_an_open_page_asks_by_itself_keeps_nobody_signed_in(home, redaction):
    leave_alone(redaction, 20)
    before = redaction.session[SEEN]

    redaction.get("/admin/jsi18n/")
    redaction.post("/admin/editing-sessions/")

    assert redaction.session[SEEN] == before


def test_closing_an_account_ends_its_sessions_for_good(home, client, account):
    user = account("redaction")
    sign_in(client, user)
    boss = Client()
    sign_in(boss, account("administration"))

    form = {"email": user.email, "first_name": "A", "last_name": "B", "groups": [user.groups.get().pk]}
    rows = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}
    boss.post(f"/admin/users/edit/{user.pk}/", form | rows)

    assert not is_signed_in(client)
    user.refresh_from_db()
    assert not user.is_active
    user.is_active = True
    user.save()
    assert not is_signed_in(client)


def test_a_new_password_ends_the_other_sessions(home, client, account):
    user = account("membre")
    user.set_password(PASSWORD)
    user.save()
    other = Client()
    for browser in (client, other):
        type_password(browser, user.email)
    new = "une autre phrase que personne ne devine"

    client.post("/compte/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert is_signed_in(client)
    assert not is_signed_in(other)


def test_a_password_reset_by_mail_ends_every_session_and_opens_none(home, client, reviewer):
    sign_in(client, reviewer)
    visitor = Client()
    visitor.post("/compte/password/reset/", {"email": reviewer.email})
    mail = OutgoingMail.objects.latest("pk")
    path = re.search(r"http://[^/]+(/compte/password/reset/key/\S+)", mail.text).group(1)
    form = visitor.get(path).url
    new = "une autre phrase que personne ne devine"

    response = visitor.post(form, {"password1": new, "password2": new})

    assert response.url == "/compte/password/reset/key/done/"
    assert not is_signed_in(client)
    assert not is_signed_in(visitor)
    assert "ne sert plus" in Client().get(path).content.decode()
    assert type_password(visitor, reviewer.email, new).url == "/compte/double-authentification/authenticate/"


def test_no_log_holds_the_link_of_a_new_password(db, client, caplog):
    token = "1-d2x4k9-0123456789abcdef0123456789abcdef"

    client.post(f"/compte/password/reset/key/{token}/ailleurs")

    assert "/compte/password/reset/key/…" in caplog.text
    assert token not in caplog.text


def test_a_second_factor_removed_ends_the_other_sessions(home, client, account):
    user = account("membre")
    enrol(user)
    other = Client()
    for browser in (client, other):
        sign_in(browser, user)

    client.post("/compte/double-authentification/application/retirer/")

    assert is_signed_in(client)
    assert not is_signed_in(other)


def test_the_team_may_not_remove_its_last_second_factor(home, client, reviewer):
    sign_in(client, reviewer)

    response = client.post("/compte/double-authentification/application/retirer/")

    assert response.status_code == 200
    assert reviewer.authenticator_set.filter(type="totp").exists()


def test_signing_in_gives_the_session_a_new_key_and_visitors_have_none(home, client, account):
    assert not client.get("/").cookies
    assert not client.get("/compte/login/").cookies.get("sessionid")
    user = account("membre")
    client.post("/compte/login/code/", {"email": user.email})
    before = client.session.session_key

    client.post("/compte/login/code/confirm/", {"code": code_in_mail(user.email)})

    assert is_signed_in(client)
    assert client.session.session_key != before
    assert client.get("/compte/")["Cache-Control"] == "private, no-store"
