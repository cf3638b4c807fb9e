"""Asking a person to open an account: the mail, its link, and the page where the account is made."""

from typing import Any, cast

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from cms.core.mail import absolute
from cms.members import links
from cms.members.account_forms import CHOICE
from cms.members.account_mails import INVITATION
from cms.members.accounts import create_account
from cms.members.grants import tell_administration
from cms.members.links import LinkRefused, Refusal, SignedLink
from cms.members.models import Invitation, User

PURPOSE = "invitation"
DAYS = 14


class AcceptForm(forms.Form):
    """A password, or codes only."""

    password = forms.CharField(
        label="Mot de passe",
        required=False,
        strip=False,
        help_text=f"{CHOICE} Sans mot de passe, vous vous connecterez avec un code reçu par courriel.",
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, invitation: Invitation, *args: Any) -> None:
        self.person = person_of(invitation)
        super().__init__(*args)

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password, self.person)
        return password


def person_of(invitation: Invitation) -> User:
    """The account to be, not saved."""
    return User(email=invitation.email, first_name=invitation.first_name, last_name=invitation.last_name)


@transaction.atomic
def send(invitation: Invitation, by: User) -> None:
    """A new link by mail; the one before no longer opens."""
    revoke(invitation, by)
    _, token = links.issue(PURPOSE, invitation.email, invitation, days=DAYS, by=by)
    role = f"{invitation.role}, {invitation.authority}" if invitation.authority else invitation.role
    INVITATION.send(invitation.email, {"inviter": str(by), "role": role, "url": absolute(links.address(token))})


def revoke(invitation: Invitation, by: User) -> None:
    for link in invitation.links.filter(used_at=None, revoked_at=None):
        link.revoke(by)


def check(link: SignedLink) -> None:
    """For the link service: an account made meanwhile by another way ends the invitation."""
    if User.objects.filter(email__iexact=link.email).exists():
        raise LinkRefused(Refusal.SUPERSEDED)


def answer(request: HttpRequest, link: SignedLink, rest: str) -> HttpResponseBase:
    """The page of the link. Only its form uses it."""
    invitation = cast("Invitation", link.target)
    form = AcceptForm(invitation, request.POST if request.method == "POST" else None)
    if form.is_valid():
        _accept(invitation, link, form.cleaned_data["password"])
        return render(request, "account/invitation_done.html", {"title": "Votre compte est ouvert"})
    context = {"title": "Ouvrir votre compte", "form": form, "invitation": invitation, "inviter": link.created_by}
    return render(request, "account/invitation.html", context)


def _accept(invitation: Invitation, link: SignedLink, password: str) -> None:
    """One transaction: a link is used with the account it made, or not at all."""
    try:
        with transaction.atomic():
            link.consume()
            user = create_account(person_of(invitation), [invitation.role], invitation.authority, password or None)
            tell_administration(user, [invitation.role], link.created_by)
            Invitation.objects.filter(pk=invitation.pk).update(accepted_at=timezone.now())
    except IntegrityError:
        raise LinkRefused(Refusal.SUPERSEDED) from None
