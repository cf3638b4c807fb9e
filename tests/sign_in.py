"""A session as the login door makes it, without going through its screens."""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY
from django.test import Client

from cms.members.models import User


def sign_in(client: Client, user: User, method: str = "mfa") -> None:
    """`method`: « mfa » (a second factor was used), « code » (one sent by e-mail) or « password »."""
    client.force_login(user)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": method, "at": time.time()}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()
