"""The code that opens reserved annexes to a member, for eight hours."""

import time

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client, RequestFactory

from cms.members.one_time_code import KEY, code_verified_recently
from tests.members.conftest import code_in_mail
from tests.sign_in import sign_in

DOOR = "/compte/code/?next=/bibliotheque/"


@pytest.fixture
def member(home, client, account):
    """A member who signed in with a password."""
    user = account("membre")
    sign_in(client, user, "password")
    return user


def verified(client, user):
    request = RequestFactory().get("/")
    request.user, request.session = user, client.session
    return code_verified_recently(request)


def ask(client):
    client.post(DOOR, {"send": "1"})


def backdate(client, key, seconds):
    session = client.session
    session[key] = (
        [{**record, "at": record["at"] - seconds} for record in session[key]]
        if isinstance(session[key], list)
        else {**session[key], "at": session[key]["at"] - seconds}
    )
    session.save()


def test_a_password_is_not_enough_and_the_code_sent_to_the_account_is(client, member):
    assert not verified(client, member)
    ask(client)

    response = client.post(DOOR, {"code": code_in_mail(member.email).lower()})

    assert response.url == "/bibliotheque/"
    assert verified(client, member)


def test_it_asks_again_after_eight_hours(client, member):
    ask(client)
    client.post(DOOR, {"code": code_in_mail(member.email)})

    backdate(client, AUTHENTICATION_METHODS_SESSION_KEY, 8 * 3600 + 1)

    assert not verified(client, member)
    assert "Recevoir un code" in client.get(DOOR).content.decode()


def test_a_code_serves_once(client, member):
    ask(client)
    code = code_in_mail(member.email)
    client.post(DOOR, {"code": code})
    backdate(client, AUTHENTICATION_METHODS_SESSION_KEY, 8 * 3600 + 1)

    assert client.post(DOOR, {"code": code}).status_code == 200
    assert not verified(client, member)


@pytest.mark.parametrize("spoil", ["expired", "other session", "five wrong tries"])
def test_a_code_that_is_old_elsewhere_or_guessed_at_opens_nothing(client, member, spoil):
    ask(client)
    code = code_in_mail(member.email)
    if spoil == "expired":
        backdate(client, KEY, 30 * 60 + 1)
    elif spoil == "other session":
        client = Client()
        sign_in(client, member, "password")
    else:
        for _ in range(5):
            client.post(DOOR, {"code": "AAAA-AAAA"})

    assert client.post(DOOR, {"code": code}).status_code in {200, 429}
    assert not verified(client, member)


def test_a_sign_in_by_code_counts_and_so_does_a_second_factor(home, client, account):
    user = account("membre")
    client.post("/compte/login/code/", {"email": user.email})
    client.post("/compte/login/code/confirm/", {"code": code_in_mail(user.email)})
    assert verified(client, user)

    sign_in(client, user)
    assert verified(client, user)


def test_it_leads_to_no_other_site(client, member):
    ask(client)

    response = client.post("/compte/code/?next=https://ailleurs.exemple/", {"code": code_in_mail(member.email)})

    assert response.url == "/compte/"


def test_time_of_a_code_is_that_of_its_sending(client, member):
    ask(client)

    assert time.time() - client.session[KEY]["at"] < 60
    assert code_in_mail(member.email) not in str(dict(client.session))
