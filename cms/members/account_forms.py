"""The forms of allauth in our words, and what they leave open: when a session ends, a code that would serve twice."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn import forms as webauthn
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from cms.members.sessions import end_at_latest

LAST_STEP = "last_step"
"""Of an authenticator: the half-minute whose code was taken last. allauth remembers that in each process only."""
CHOICE = "Quatorze caractères au moins ; une phrase que vous retiendrez fait bien l’affaire."
WORDS = {
    "login": ("Adresse électronique", ""),
    "email": ("Adresse électronique", ""),
    "password": ("Mot de passe", ""),
    "oldpassword": ("Mot de passe actuel", ""),
    "password1": ("Nouveau mot de passe", CHOICE),
    "password2": ("Le même, une seconde fois", ""),
    "code": ("Code", ""),
    "name": ("Nom de la clé", "Pour la reconnaître : « téléphone », « clé du bureau »…"),
    "passwordless": (
        "Elle remplacera aussi le mot de passe",
        "Elle demandera alors votre empreinte, votre visage ou son code.",
    ),
}
"""Label and help of each field."""


class _Plain:
    """Labels that stay, instead of words that vanish when one types."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in WORDS:
                field.label, field.help_text = WORDS[name]


class LoginForm(_Plain, account.LoginForm):
    """Password login."""

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        response: HttpResponse = super().login(request, redirect_url)
        end_at_latest(request)  # allauth has just made the end of the session move with its use
        return response


class RequestCodeForm(_Plain, account.RequestLoginCodeForm):
    """The address that a code goes to."""


class ConfirmCodeForm(_Plain, account.ConfirmLoginCodeForm):
    """That code."""


class ChangePasswordForm(_Plain, account.ChangePasswordForm):
    """Present password, then the new one."""


class SetPasswordForm(_Plain, account.SetPasswordForm):
    """A first password."""


class ResetPasswordForm(_Plain, account.ResetPasswordForm):
    """The address that the link goes to."""


class NewPasswordForm(_Plain, account.ResetPasswordKeyForm):
    """The password chosen after that link."""


class PasswordAgainForm(_Plain, account.ReauthenticateForm):
    """Password again, before something sensitive."""


class ApplicationForm(_Plain, totp.ActivateTOTPForm):
    """First code of an authentication application."""


class KeyForm(_Plain, webauthn.AddWebAuthnForm):
    """A new access key."""


class KeyNameForm(_Plain, webauthn.EditWebAuthnForm):
    """Its name."""


class _Once(_Plain):
    """A code of an authentication application is taken once, whichever process receives it."""

    authenticator: Authenticator

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]  # of the form it is mixed into
        if self.authenticator.type == Authenticator.Type.TOTP and not take(self.authenticator, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class AuthenticateForm(_Once, mfa.AuthenticateForm):
    """Second factor at login."""


class ReauthenticateForm(_Once, mfa.ReauthenticateForm):
    """Second factor again, before something sensitive."""


@transaction.atomic
def take(authenticator: Authenticator, code: str) -> bool:
    """Whether this code is newer than the last one taken."""
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    secret = decrypt(row.data["secret"])
    digits = "".join(character for character in code if character.isdigit())
    steps = [step for step in yield_hotp_counters_from_time() if format_hotp_value(hotp_value(secret, step)) == digits]
    if not steps or max(steps) <= row.data.get(LAST_STEP, 0):
        return False
    row.data[LAST_STEP] = max(steps)
    row.save(update_fields=["data"])
    return True
