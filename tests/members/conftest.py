"""What the tests of accounts share: walking through the real screens of the door."""

import re
from collections.abc import Callable

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from cms.core.models import OutgoingMail
from cms.members.models import User

PASSWORD = "une phrase que personne ne devine"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PERIOD = 30


def totp_code(moment: float, secret: str = SECRET) -> str:
    """What an application shows at that time, in seconds."""
    return format_hotp_value(hotp_value(secret, int(moment) // PERIOD))


def enrol(user: User) -> list[str]:
    """Give a second factor to an account; returns its recovery codes."""
    TOTP.activate(user, SECRET)
    return RecoveryCodes.activate(user).generate_codes()


def code_in_mail(email: str) -> str:
    """The code of the last mail to this address."""
    mail = OutgoingMail.objects.filter(to=email).latest("pk")
    return re.search(r"^[A-Z]{4}-[A-Z]{4}$", mail.text, re.MULTILINE).group()


def type_password(client: Client, email: str, password: str = PASSWORD, **extra):
    return client.post("/compte/login/", {"login": email, "password": password}, **extra)


@pytest.fixture
def reviewer(account: Callable[..., User]) -> User:
    """A relecteur with a password and a second factor."""
    user = account("relecteur")
    user.set_password(PASSWORD)
    user.save()
    enrol(user)
    return user


@pytest.fixture(autouse=True)
def forgetful_cache() -> None:
    """allauth remembers there the codes that were used; an account of another test had the same key."""
    cache.clear()
