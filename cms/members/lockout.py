"""Failed attempts at the door: passwords, codes and second factors count together, in the database, by django-axes.

Five failures of one account from one address close the door to that pair for fifteen minutes; a hundred in an hour from
one address close to it the pages where one proves who he is. An account alone is never locked: anybody could lock out a
mayor.
"""

from datetime import timedelta
from typing import Any

from allauth.account.internal.stagekit import unstash_login
from allauth.account.utils import user_email
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessFailureLog
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms.core.client_address import client_address
from cms.core.views import error_page

HOUR = timedelta(hours=1)
HOURLY = 100
KEPT = timedelta(days=1)
"""Who tried what from where is forgotten after that."""
TYPED = {"account_login": "login", "account_request_login_code": "email"}
"""The addresses where one types whom he is, and the field. Elsewhere such a field is nobody's: it would let whoever
tries a second factor be somebody else at each try.
"""
PROOFS = (
    *TYPED,
    "account_confirm_login_code",
    "account_reauthenticate",
    "account_reset_password",
    "joining",
    "joining_code",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "reading_code",
)
"""The addresses that the hourly limit closes; who is signed in already goes on with the rest."""


class Handler(AxesDatabaseHandler):
    """Adds the hourly limit of an address."""

    def is_locked(self, request: Any, credentials: dict[str, Any] | None = None) -> bool:
        if super().is_locked(request, credentials):
            return True
        if request.path not in {reverse(name) for name in PROOFS}:
            return False
        recent = AccessFailureLog.objects.filter(
            ip_address=request.axes_ip_address, attempt_time__gt=timezone.now() - HOUR
        )
        return bool(recent.count() >= HOURLY * settings.RATE_LIMIT_FACTOR)


def identity(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Whom an attempt is about: at the door the address typed, elsewhere who is signing in or signed in."""
    known = credentials or {}
    given = known.get("email") or known.get("login")
    about = given or _typed(request) if _field(request) else _in_session(request) or given
    return str(about or "").strip().lower()[:255]


def _field(request: HttpRequest) -> str:
    return next((field for name, field in TYPED.items() if request.path == reverse(name)), "")


def _typed(request: HttpRequest) -> str:
    return request.POST.get(_field(request), "") if request.method == "POST" else ""


def _in_session(request: HttpRequest) -> str:
    if not hasattr(request, "session"):
        return ""
    if pending := unstash_login(request, peek=True):
        return str((user_email(pending.user) if pending.user else pending.email) or "")
    user = getattr(request, "user", None)  # none on the request that a session is made for by hand
    return user.email if user and user.is_authenticated else ""


def address(request: HttpRequest) -> str | None:
    return client_address(request) or None


def is_locked_out(request: HttpRequest) -> bool:
    return not AxesProxyHandler.is_allowed(request)


def count_failure(request: HttpRequest) -> None:
    """A code or a second factor that was wrong; passwords are counted by axes itself."""
    credentials = {"email": identity(request, None)}
    user_login_failed.send(sender=__name__, credentials=credentials, request=request)


def discreet(username: str, ip_address: str, user_agent: str, path_info: str, request: HttpRequest) -> str:
    """How the log names who failed: the same for the same account and address, without saying which."""
    digest = salted_hmac("cms.members.lockout", f"{username} {ip_address}", algorithm="sha256").hexdigest()
    return f"{digest[:12]} at {path_info}"


def page(request: HttpRequest, *answer_and_credentials: Any) -> HttpResponse:
    return error_page(request, 429, template="locked_out", retry_after=int(settings.AXES_COOLOFF_TIME.total_seconds()))


def forget() -> None:
    """For the sweeper."""
    AccessFailureLog.objects.filter(attempt_time__lt=timezone.now() - KEPT).delete()
