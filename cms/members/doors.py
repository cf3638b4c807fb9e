"""What a request must show to enter `/admin/`, and what the pages of `/compte/` never do.

The admin asks for a session made with a second factor, whatever door made it: a door that a library adds tomorrow opens
nothing. Public pages are not looked at: neither session nor account is read there.
"""

from collections.abc import Callable

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from cms.core.page_cache import PRIVATE
from cms.core.views import error_page
from cms.members.lockout import is_locked_out
from cms.members.lockout import page as locked_out
from cms.members.roles import ADMINISTRATION, STAFF, has_role
from cms.members.sessions import (
    has_second_factor,
    is_idle,
    is_verified,
    may_confirm,
    redirect_to_second_factor,
    signed_in_recently,
)

ACCOUNTS = "/compte/"
ASKED_BY_PAGES = ("editing-sessions/", "sprite/", "jsi18n/")
"""What an open page asks by itself: nobody is there for all that."""
OPEN = ("login/", "logout/", "sprite/", "jsi18n/")
"""Of the admin: they show nothing of the site, or only redirect."""
KEPT_BY_ADMINISTRATION = ("users/", "invitations/", "domaines-de-courriel/")
KEPT_BY_SUPERUSERS = ("workflows/task_chooser/",)
"""Wagtail asks for no right there to create a task."""
CLOSED = ("groups/", "bulk/members/user/", "bulk/auth/group/")
"""To everybody: roles are code, and an account is changed on its own page."""


class DoorsMiddleware:
    """Below the middleware that knows who the visitor is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")
        self.confirmations = {
            reverse(name) for name in ("account_logout", "mfa_reauthenticate", "mfa_reauthenticate_webauthn")
        }
        self.enrolments = {reverse(name) for name in ("mfa_activate_totp", "mfa_add_webauthn")}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(self.admin):
            return self._admin(request, request.path.removeprefix(self.admin)) or self.get_response(request)
        if request.path.startswith(ACCOUNTS):
            response = self._accounts(request) or self.get_response(request)
            response["Cache-Control"] = PRIVATE
            response["X-Robots-Tag"] = "noindex"
            return response
        return self.get_response(request)

    def _admin(self, request: HttpRequest, path: str) -> HttpResponse | None:
        """The answer to who may not pass; Wagtail itself sends a visitor without account to the login door."""
        if path.startswith(OPEN) or not request.user.is_authenticated:
            return None
        if not has_role(request.user, *STAFF):
            return error_page(request, 403, template="no_admin")
        if is_idle(request, counts=not path.startswith(ASKED_BY_PAGES)):
            logout(request)
            return _ask(request, lambda: redirect_to_login(request.get_full_path()))
        if not is_verified(request):
            return _ask(request, lambda: redirect_to_second_factor(request))
        kept = path.startswith(KEPT_BY_ADMINISTRATION) and not has_role(request.user, ADMINISTRATION)
        kept |= path.startswith(KEPT_BY_SUPERUSERS) and not request.user.is_superuser
        return error_page(request, 403) if kept or path.startswith(CLOSED) else None

    def _accounts(self, request: HttpRequest) -> HttpResponse | None:
        """Who has a second factor manages his account with it only; a closed door is not tried again."""
        if request.method == "POST" and request.path != reverse("account_logout") and is_locked_out(request):
            return locked_out(request)
        if request.path in self.confirmations or not request.user.is_authenticated:
            return None
        if has_second_factor(request.user) and not is_verified(request):
            return redirect_to_second_factor(request)
        if request.path in self.enrolments and not may_confirm(request.user) and not signed_in_recently(request):
            logout(request)  # allauth asks nothing of who has nothing to prove with: a session left open would do
            return redirect_to_login(request.path)
        return None


def _ask(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """A page may be led elsewhere; what a script of a page asks may not."""
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        raise PermissionDenied
    return answer()
