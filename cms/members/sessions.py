"""How well somebody proved who he is, and how long that holds."""

import time
from datetime import timedelta
from typing import Any, cast
from urllib.parse import quote

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from cms.members.models import User

IDLE = timedelta(minutes=30)
"""Without a request to the admin, a session of the team is over."""
STEP = 60
"""Seconds between two notes of the last request: one write a minute, not one a request."""
SEEN = "seen_in_admin"


def is_verified(request: HttpRequest) -> bool:
    """Whether this session was opened, or confirmed since, with a second factor; whatever door was used."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, cast("User", request.user)))


def has_second_factor(user: Any) -> bool:
    return bool(is_mfa_enabled(user))


def signed_in_recently(request: HttpRequest) -> bool:
    """Whether who is signed in has proved who he is less than ten minutes ago."""
    records = get_authentication_records(request, cast("User", request.user))
    return bool(records) and time.time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def may_confirm(user: Any) -> bool:
    """Whether he has something to prove with, without going back through the door: a password, a second factor."""
    return bool(user.has_usable_password()) or has_second_factor(user)


def redirect_to_second_factor(request: HttpRequest) -> HttpResponse:
    """To confirm with the one he has, or to set one up: that page says why."""
    name = "mfa_reauthenticate" if has_second_factor(request.user) else "mfa_index"
    return redirect(f"{reverse(name)}?next={quote(request.get_full_path())}")


def end_at_latest(request: HttpRequest) -> None:
    """A fixed end, that using the site does not push away."""
    request.session.set_expiry(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))


def signed_in(request: HttpRequest | None, **kwargs: Any) -> None:
    """Receiver of `user_logged_in`. Django has already given the session a new key."""
    if request is not None and hasattr(request, "session"):
        end_at_latest(request)
        request.session[SEEN] = int(time.time())


def is_idle(request: HttpRequest, *, counts: bool) -> bool:
    """Whether the admin was left alone too long. A request that counts is noted; what a page sends by itself is not."""
    now = int(time.time())
    last = request.session.get(SEEN, now)
    if now - last > IDLE.total_seconds():
        return True
    if counts and (SEEN not in request.session or now - last >= STEP):
        request.session[SEEN] = now
    return False


def second_factors_changed(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Receiver of allauth's signals: every other session of this person ends."""
    user.end_sessions()
    if request.user == user:
        update_session_auth_hash(request, user)


def second_factor_added(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Receiver: who has just set one up has used it; he is not asked at once to use it again."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, method="mfa", id=authenticator.pk, type=authenticator.type)
