"""Every door that takes a password, and what it opens."""

import time

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.urls import reverse

from tests.members.conftest import PASSWORD, code_in_mail, totp_code, type_password
from tests.sign_in import sign_in

ADMIN = "/admin/"


def enters(client):
    return client.get(ADMIN).status_code == 200


@pytest.mark.parametrize("door", ["/compte/login/", "/admin/login/", "/_util/login/", "/compte/reauthenticate/"])
def test_no_door_lets_a_password_alone_into_the_admin(home, client, reviewer, door):
    for name in ("login", "username", "email"):
        client.post(door, {name: reviewer.email, "password": PASSWORD})
        client.post(door, {name: reviewer.username, "password": PASSWORD})

        assert not enters(client)


def test_a_session_made_by_any_other_door_does_not_enter(home, client, reviewer):
    client.force_login(reviewer)

    response = client.get(ADMIN)

    assert response.url == "/compte/double-authentification/reauthenticate/?next=/admin/"
    assert client.get("/compte/password/change/").url.startswith("/compte/double-authentification/reauthenticate/")


def test_a_password_then_a_code_of_the_application_enter_where_one_was_going(home, client, reviewer):
    response = client.get(ADMIN)
    assert response.url == "/compte/login/?next=/admin/"

    response = client.post(response.url, {"login": reviewer.email, "password": PASSWORD, "next": ADMIN})
    assert response.url == reverse("mfa_authenticate")
    response = client.post(response.url, {"code": totp_code(time.time())})

    assert response.url == ADMIN
    assert enters(client)


def test_a_code_of_the_application_serves_once(home, client, reviewer):
    code = totp_code(time.time())
    for opens in (True, False):
        client.logout()
        type_password(client, reviewer.email)
        client.post(reverse("mfa_authenticate"), {"code": code})

        assert enters(client) is opens


def test_a_code_by_mail_is_not_a_second_factor_for_the_team(home, client, reviewer):
    client.post("/compte/login/code/", {"email": reviewer.email})
    response = client.post("/compte/login/code/confirm/", {"code": code_in_mail(reviewer.email)})

    assert response.url == reverse("mfa_authenticate")
    assert not enters(client)


@pytest.mark.parametrize("role", ["contributeur", "membre"])
def test_who_is_not_of_the_team_is_told_where_to_go(home, client, account, role):
    sign_in(client, account(role))

    response = client.get(ADMIN)

    assert response.status_code == 403
    assert 'href="/contribuer/"' in response.content.decode()


def test_the_team_without_second_factor_sets_one_up_and_enters(home, client, account):
    user = account("redaction")
    sign_in(client, user, "code")

    response = client.get(ADMIN)
    assert response.url == "/compte/double-authentification/?next=/admin/"
    assert "Votre rôle la demande" in client.get(response.url).content.decode()

    page = client.get("/compte/double-authentification/application/")
    code = totp_code(time.time(), page.context["form"].secret)
    response = client.post("/compte/double-authentification/application/", {"code": code})

    assert response.url == reverse("mfa_view_recovery_codes")
    assert len(client.get(response.url).context["unused_codes"]) == 10
    assert enters(client)


@pytest.mark.parametrize("door", ["application", "cles/ajouter"])
def test_a_session_left_open_sets_up_no_second_factor(home, client, account, door):
    """Of an account that has neither password nor second factor: nothing else would be asked."""
    sign_in(client, account("redaction"), "code")
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY][0]["at"] -= 11 * 60
    session.save()

    address = f"/compte/double-authentification/{door}/"
    assert client.get(address).url == f"/compte/login/?next={address}"
    assert client.get("/compte/").status_code == 302


@pytest.mark.parametrize(
    "address", ["/compte/signup/", "/compte/email/", "/compte/confirm-email/", "/admin/password_reset/"]
)
def test_what_allauth_and_wagtail_offer_beside_is_closed(home, client, account, address):
    assert client.get(address).status_code == 404
    sign_in(client, account("redaction"))
    assert client.get(address).status_code == 404
