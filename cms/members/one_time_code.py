"""A code sent by e-mail, valid thirty minutes, taken once: what opens the annexes to a member, or makes his account.

Its digest waits in the session of who asked for it; a code read elsewhere opens nothing there.
"""

import time
from typing import Any
from urllib.parse import quote

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal.cryptokit import normalize_user_code
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from cms.core.client_address import client_address
from cms.core.rate_limit import allow
from cms.members.account_mails import AccountMail
from cms.members.sessions import is_verified

VALID = 30 * 60
READING = 8 * 60 * 60
"""Seconds."""
TRIES = 5
KEY = "one_time_code"
MAILS, FROM_ALL, BY_ADDRESS, WINDOW = 5, 30, 40, 15 * 60
"""Codes and links in a quarter of an hour: those that one connection asks for one address, those that an address gets
from everybody, those that a connection asks for all addresses. Few requests of a stranger must not keep somebody out.
"""


def may_send(request: HttpRequest, email: str) -> bool:
    """Whether one more mail may go to this address; asked the same way whether it has an account or not.

    What is refused to a connection does not count for the address.
    """
    connection, to = client_address(request), email.lower()
    return (
        allow("courriels demandés", connection, BY_ADDRESS, WINDOW)
        and allow("courriels demandés pour une adresse", f"{connection} {to}", MAILS, WINDOW)
        and allow("courriels reçus", to, FROM_ALL, WINDOW)
    )


def may_send_to_reader(user: Any) -> bool:
    """The same for who is signed in: what strangers ask for his address does not count."""
    return allow("codes de lecture", str(user.pk), MAILS, WINDOW)


def send(request: HttpRequest, purpose: str, email: str, mail: AccountMail | None, **named: Any) -> None:
    """Keep a new code, which replaces an older one, and mail it. Without a mail the code is only pretended."""
    code = get_adapter(request).generate_login_code()
    request.session[KEY] = {
        "purpose": purpose,
        "email": email,
        "digest": _digest(purpose, email, code) if mail else "",
        "at": time.time(),
    }
    if mail:
        mail.send(email, {"code": code, **named})


def waiting(request: HttpRequest, purpose: str) -> str:
    """The address that a code still valid was sent to, or nothing."""
    kept = request.session.get(KEY) or {}
    fresh = kept.get("purpose") == purpose and time.time() - kept["at"] <= VALID
    return str(kept["email"]) if fresh else ""


def take(request: HttpRequest, purpose: str, code: str) -> bool:
    """Whether it is the code that was sent; a right one serves once, five wrong ones end it.

    Tries are counted in the database: several at once would all read the same number in the session.
    """
    email = waiting(request, purpose)
    if not email:
        return False
    kept = request.session[KEY]
    is_counted = allow("codes essayés", f"{request.session.session_key} {kept['at']}", TRIES, VALID)
    is_right = bool(kept["digest"]) and constant_time_compare(kept["digest"], _digest(purpose, email, code))
    if is_right or not is_counted:
        del request.session[KEY]
    return is_right and is_counted


def code_verified_recently(request: HttpRequest) -> bool:
    """Whether who is signed in proved, less than eight hours ago, that he reads his mail; a second factor counts."""
    if not request.user.is_authenticated:
        return False
    since = time.time() - READING
    records = get_authentication_records(request, request.user)
    return is_verified(request) or any(record["method"] == "code" and record["at"] >= since for record in records)


def redirect_to_code(request: HttpRequest, target: str = "") -> HttpResponse:
    """To the page that asks for a code, which then leads to `target`, or back to this one."""
    return redirect(f"{reverse('reading_code')}?next={quote(target or request.get_full_path())}")


def record(request: HttpRequest, user: Any) -> None:
    record_authentication(request, user, method="code", email=user.email)


def _digest(purpose: str, email: str, code: str) -> str:
    text = f"{purpose}:{email}:{normalize_user_code(code)}"
    return salted_hmac("cms.members.one_time_code", text, algorithm="sha256").hexdigest()
