"""The pages of `/compte/` that are ours, and what we add to allauth's: failures counted, mails limited."""

from typing import Any, cast

from allauth.account.internal.stagekit import clear_login
from allauth.account.views import (
    ConfirmLoginCodeView,
    LoginView,
    PasswordChangeView,
    PasswordResetView,
    RequestLoginCodeView,
)
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.base.views import ReauthenticateView as SecondFactorView
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from cms.core.views import error_page
from cms.members import one_time_code
from cms.members.account_mails import CODE
from cms.members.belonging import authorities_of
from cms.members.lockout import count_failure
from cms.members.models import User
from cms.members.roles import CONTRIBUTEUR, ROLES, STAFF, has_role
from cms.members.sessions import has_second_factor
from cms.territories.models import LocalAuthority

READING = "lecture"


class _Counted:
    """A wrong answer is a failed attempt, like a wrong password."""

    request: HttpRequest

    def form_invalid(self, form: Any) -> HttpResponse:
        count_failure(self.request)
        answer: HttpResponse = super().form_invalid(form)  # type: ignore[misc]  # of the view it is mixed into
        return answer


class _Mailed:
    """Sends a mail to an address that anybody may type: only so many, with or without an account behind it."""

    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        if not one_time_code.may_send(self.request, form.cleaned_data["email"]):
            return error_page(self.request, 429)
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        return answer


class _StartsAgain:
    """Coming back to the beginning gives up the sign-in under way, instead of leading to its next step."""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        clear_login(request)


class Login(_StartsAgain, LoginView):
    """The door."""


class RequestCode(_StartsAgain, _Mailed, RequestLoginCodeView):
    """A code to sign in."""


class ConfirmCode(_Counted, ConfirmLoginCodeView):
    """That code."""


class ResetPassword(_Mailed, PasswordResetView):
    """A link to choose another password."""


class ChangePassword(_Counted, PasswordChangeView):
    """Asks for the present one."""


class Authenticate(_Counted, AuthenticateView):
    """Second factor at login."""


class Reauthenticate(_Counted, SecondFactorView):
    """Second factor again."""


class SecondFactors(IndexView):
    """The second factors of a person; says to the team why it needs one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        user = self.request.user
        return {**context, "is_required": has_role(user, *STAFF), "next": safe_next(self.request)}


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """« Mon compte »."""
    user = request.user
    context = {
        "title": "Mon compte",
        "roles": [role.name for role in ROLES if has_role(user, role)],
        "authorities": LocalAuthority.objects.filter(pk__in=authorities_of(user)),
        "has_second_factor": has_second_factor(user),
        "is_staff": has_role(user, *STAFF),
        "is_contributor": has_role(user, CONTRIBUTEUR),
    }
    return render(request, "account/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reading_code(request: HttpRequest) -> HttpResponse:
    """A member proves that he still reads the mail of his invitation, before he reads what is reserved."""
    user = cast("User", request.user)
    target = safe_next(request) or reverse("account_home")
    if one_time_code.code_verified_recently(request):
        return redirect(target)
    error = ""
    if "send" in request.POST:
        if not one_time_code.may_send_to_reader(user):
            return error_page(request, 429)
        one_time_code.send(request, READING, user.email, CODE)
        return redirect(request.get_full_path())
    if "code" in request.POST:
        if one_time_code.take(request, READING, request.POST["code"]):
            one_time_code.record(request, user)
            return redirect(target)
        count_failure(request)
        error = "Ce code n’est pas le bon, ou il n’est plus valable."
    context = {"title": "Vérifier votre adresse", "waiting": one_time_code.waiting(request, READING), "error": error}
    return render(request, "account/reading_code.html", context)


def safe_next(request: HttpRequest) -> str:
    """The page of this site that `next` asks for, or nothing."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    return asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure()) else ""
