"""Administration asks somebody to open an account."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cms.core.models import OutgoingMail
from cms.members.models import Invitation, SignedLink, User
from tests.factories import LocalAuthorityFactory
from tests.sign_in import sign_in

EMAIL = "aya.diallo@ville.exemple.fr"


@pytest.fixture
def administration(home, client, account):
    sign_in(client, account("administration", first_name="Inès", last_name="Roy"))
    return client


@pytest.fixture
def authority(db):
    return LocalAuthorityFactory(name="Ville d’essai")


def invite(client, town, **fields):
    form = {"first_name": "Aya", "last_name": "Diallo", "email": EMAIL, "role": "Membre", "authority": town.pk}
    return client.post("/admin/invitations/new/", form | fields)


def path_in_mail():
    return re.search(r"http://[^/]+(/lien/\S+)", OutgoingMail.objects.filter(to=EMAIL).latest("pk").text).group(1)


def open_page(path, visitor=None):
    """As the person does from her mail; the answer of the page and the browser it is in."""
    visitor = visitor or Client()
    response = visitor.get(path)
    return (visitor.get(response.url) if response.status_code == 302 else response), visitor


def accept(path, password=""):
    page, visitor = open_page(path)
    return visitor.post(page.request["PATH_INFO"], {"password": password}), visitor


def test_a_person_invited_opens_the_account_that_was_described(administration, authority):
    invite(administration, authority)
    page, _ = open_page(path_in_mail())
    assert "Inès Roy vous invite" in page.content.decode()
    assert not User.objects.filter(email=EMAIL).exists()

    response, visitor = accept(path_in_mail(), "une phrase que personne ne devine")

    assert "Votre compte est ouvert" in response.content.decode()
    user = User.objects.get(email=EMAIL)
    assert [group.name for group in user.groups.all()] == ["Membre"]
    assert [row.authority for row in user.memberships.all()] == [authority]
    assert visitor.get("/compte/").status_code == 302  # opened, not signed in: one door
    form = {"login": EMAIL, "password": "une phrase que personne ne devine"}
    assert visitor.post("/compte/login/", form).url == "/compte/"
    assert Invitation.objects.get().state == "acceptée"


def test_the_rest_of_the_administration_learns_that_an_invitation_opened_the_team(administration, authority, account):
    colleague = account("administration").email
    invite(administration, authority, role="Relecteur", authority="")
    accept(path_in_mail())

    assert EMAIL in OutgoingMail.objects.get(to=colleague).text
    assert User.objects.filter(groups__name="Relecteur").exists()


def test_a_weak_password_is_refused_and_none_is_possible(administration, authority):
    invite(administration, authority)

    response, _ = accept(path_in_mail(), "diallo")
    assert not User.objects.filter(email=EMAIL).exists()
    assert response.context["form"].errors["password"]

    accept(path_in_mail())
    assert not User.objects.get(email=EMAIL).has_usable_password()


@pytest.mark.parametrize("why", ["used", "revoked", "expired", "sent again", "account made meanwhile", "tampered"])
def test_a_link_that_no_longer_holds_opens_no_account(administration, authority, account, why):
    invite(administration, authority)
    path = path_in_mail()
    invitation = Invitation.objects.get()
    if why == "used":
        accept(path)
    elif why == "revoked":
        administration.post(f"/admin/invitations/{invitation.pk}/retirer/")
    elif why == "expired":
        SignedLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif why == "sent again":
        administration.post(f"/admin/invitations/{invitation.pk}/renvoyer/")
    elif why == "account made meanwhile":
        User.objects.create_user("autre", EMAIL)
    else:
        path = path[:-3] + "AA/"
    before = User.objects.count()

    page, _ = open_page(path)

    assert page.status_code in {404, 410}
    assert User.objects.count() == before
    if why == "sent again":
        accept(path_in_mail())
        assert User.objects.filter(email=EMAIL).exists()


def test_reading_the_link_any_number_of_times_uses_nothing(administration, authority):
    invite(administration, authority)
    for _ in range(3):
        assert open_page(path_in_mail())[0].status_code == 200

    accept(path_in_mail())
    assert User.objects.filter(email=EMAIL).exists()


def test_the_form_that_was_open_when_the_invitation_was_taken_back_makes_no_account(administration, authority):
    invite(administration, authority)
    page, visitor = open_page(path_in_mail())
    administration.post(f"/admin/invitations/{Invitation.objects.get().pk}/retirer/")

    assert visitor.post(page.request["PATH_INFO"], {"password": ""}).status_code == 410
    assert not User.objects.filter(email=EMAIL).exists()


def test_what_an_invitation_must_say(administration, authority, account):
    assert "collectivité" in str(invite(administration, authority, authority="").context["form"].errors)
    known = account("membre").email.upper()
    assert "déjà un compte" in str(invite(administration, authority, email=known).context["form"].errors)
    invite(administration, authority)
    assert "déjà invitée" in str(invite(administration, authority).context["form"].errors)
    assert Invitation.objects.count() == 1
    listing = administration.get("/admin/invitations/").content.decode()
    assert "en attente" in listing
    assert "Renvoyer" in listing


@pytest.mark.parametrize("role", ["redaction", "relecteur"])
def test_nobody_else_invites(home, client, account, authority, role):
    sign_in(client, account(role))

    assert invite(client, authority).status_code == 403
    assert client.get("/admin/domaines-de-courriel/").status_code == 403
    assert not Invitation.objects.exists()
