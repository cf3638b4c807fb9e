"""Failed attempts close the door for a while, to one account from one address."""

import time
from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessFailureLog
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from cms.members.one_time_code import may_send
from tests.members.conftest import PASSWORD, totp_code, type_password
from tests.sign_in import sign_in

SECOND_FACTOR = "/compte/double-authentification/authenticate/"


@pytest.fixture
def member(account):
    user = account("membre")
    user.set_password(PASSWORD)
    user.save()
    return user


def age_attempts(**ago):
    """As if that much time had passed."""
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(**ago))


def fail(client, email, times=5, **extra):
    return [type_password(client, email, "faux", **extra).status_code for _ in range(times)]


def test_the_right_password_is_refused_after_five_wrong_ones_then_taken_a_quarter_of_an_hour_later(
    home, client, member
):
    assert fail(client, member.email) == [200, 200, 200, 200, 429]

    response = type_password(client, member.email)
    assert response.status_code == 429
    assert "Réessayez dans un quart d’heure" in response.content.decode()
    assert response["Retry-After"] == "900"

    age_attempts(minutes=16)
    assert type_password(client, member.email).status_code == 302


def test_the_owner_is_not_locked_out_by_somebody_elsewhere(home, client, member):
    fail(client, member.email, REMOTE_ADDR="203.0.113.9")

    assert type_password(client, member.email).status_code == 302


def test_wrong_codes_of_the_second_factor_count(home, client, reviewer):
    for _ in range(5):
        type_password(client, reviewer.email)
        response = client.post(SECOND_FACTOR, {"code": "000000"})

    assert response.status_code == 429
    assert client.post(SECOND_FACTOR, {"code": totp_code(time.time())}).status_code == 429


def test_claiming_to_be_somebody_else_at_each_try_of_the_second_factor_does_not_help(home, client, reviewer):
    type_password(client, reviewer.email)
    for rank in range(5):
        claim = {"login": f"{rank}@exemple.fr", "email": f"autre-{rank}@exemple.fr"}
        client.post(SECOND_FACTOR, {"code": "000000", **claim})

    type_password(client, reviewer.email)
    answer = client.post(SECOND_FACTOR, {"code": totp_code(time.time()), "login": "nouveau@exemple.fr"})
    assert answer.status_code == 429
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("known", [True, False])
def test_wrong_codes_by_mail_count_whether_the_address_has_an_account_or_not(home, client, member, known):
    email = member.email if known else "inconnue@exemple.fr"
    client.post("/compte/login/code/", {"email": email})

    answers = [client.post("/compte/login/code/confirm/", {"code": "AAAA-AAAA"}).status_code for _ in range(5)]

    assert answers[-1] == 429
    assert client.post("/compte/login/code/", {"email": email}).status_code == 429


def test_a_hundred_failures_in_an_hour_close_the_door_to_their_address(home, client, member):
    rows = [AccessFailureLog(username=f"personne-{n}", ip_address="127.0.0.1") for n in range(100)]
    AccessFailureLog.objects.bulk_create(rows)

    assert type_password(client, member.email).status_code == 429
    assert type_password(client, member.email, REMOTE_ADDR="203.0.113.9").status_code == 302
    assert client.post("/compte/courriels/").status_code != 429  # who is in goes on
    client.logout()
    AccessFailureLog.objects.update(attempt_time=timezone.now() - timedelta(hours=2))
    assert type_password(client, member.email).status_code == 302


def test_behind_a_trusted_proxy_each_visitor_has_his_own_address(home, client, member, settings):
    settings.TRUSTED_PROXY_COUNT = 1
    fail(client, member.email, headers={"X-Forwarded-For": "198.51.100.7, 203.0.113.9"})

    assert type_password(client, member.email, headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 429
    assert type_password(client, member.email, headers={"X-Forwarded-For": "203.0.113.8"}).status_code == 302


@pytest.mark.parametrize("name", ["account_reset_password", "account_request_login_code"])
def test_an_address_is_not_flooded_with_mails(home, client, name):
    """Whether it has an account or not."""
    answers = [client.post(reverse(name), {"email": "inconnue@exemple.fr"}).status_code for _ in range(11)]

    assert answers[:5] == [302] * 5
    assert 429 in answers  # five a window, and this may have met the turn of one


def test_a_stranger_who_asks_for_codes_keeps_nobody_from_receiving_his(home, client, member):
    stranger = {"REMOTE_ADDR": "203.0.113.9"}
    for _ in range(11):
        refused = client.post("/compte/login/code/", {"email": member.email}, **stranger).status_code
    assert refused == 429

    assert client.post("/compte/login/code/", {"email": member.email}).status_code == 302
    sign_in(client, member, "password")
    assert client.post("/compte/code/", {"send": "1"}, **stranger).status_code == 302


def test_a_connection_over_its_limit_uses_nothing_of_those_it_writes_to(home, client, member):
    request = RequestFactory().get("/")
    for number in range(81):
        may_send(request, f"{number}@exemple.fr")
    for _ in range(61):
        refused = may_send(request, member.email)
    assert not refused

    assert client.post("/compte/login/code/", {"email": member.email}, REMOTE_ADDR="203.0.113.9").status_code == 302
