"""The two doors of « Toujours exact »: the link of a reminder, and a button for who has an account."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from cms.members.links import LinkRefused, Refusal, SignedLink
from cms.members.models import User
from cms.members.roles import STAFF, has_role
from cms.members.sessions import is_verified, redirect_to_second_factor
from cms.workflow.freshness.confirming import confirm
from cms.workflow.freshness.reminders import edit_address, person_of
from cms.workflow.permissions import Action, may

TEMPLATE = "pages/workflow/confirmation_page.html"


def check_link(link: SignedLink) -> None:
    """Raises LinkRefused when the page is no longer online, was confirmed since, or is no longer this person's."""
    page = _page(link.object_id)
    if not page.live:
        raise LinkRefused(Refusal.SUPERSEDED, "Cette page n’est plus en ligne.")
    if page.verified and page.verified >= timezone.localdate(link.created_at):
        raise LinkRefused(Refusal.SUPERSEDED, f"Cette page a été vérifiée depuis, le {page.verified:%d/%m/%Y}.")
    if not may(_person(link), Action.CONFIRM, page):
        raise LinkRefused(Refusal.REVOKED, "Ce compte ne peut plus confirmer cette page.")


@require_http_methods(["GET", "HEAD", "POST"])
def answer_link(request: HttpRequest, link: SignedLink, rest: str) -> HttpResponseBase:
    """GET shows the page to confirm and uses nothing; POST confirms, once."""
    page, person = _page(link.object_id), _person(link)
    if request.method == "POST":
        with transaction.atomic():
            link.consume()
            confirm(page, person)
    return _answer(request, _page(page.pk), person, is_done=request.method == "POST")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_page(request: HttpRequest, pk: int) -> HttpResponseBase:
    """`/confirmer/<page>/`: the same for who has an account, from any screen; `next` says where to go back."""
    page = _page(pk)
    if has_role(request.user, *STAFF) and not is_verified(request):
        return redirect_to_second_factor(request)
    if request.method != "POST":
        if not may(request.user, Action.CONFIRM, page):
            raise PermissionDenied
        return _answer(request, page, request.user, is_done=False)
    confirm(page, request.user)  # refused: 403
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, None):
        messages.success(request, f"« {page.title} » : toujours exact, c’est noté.")
        return redirect(back)
    return _answer(request, _page(pk), request.user, is_done=True)


def _answer(request: HttpRequest, page: Any, person: Any, *, is_done: bool) -> HttpResponse:
    context = {
        "title": "C’est noté, merci" if is_done else "Cette page est-elle toujours exacte ?",
        "confirmed": page,
        "is_done": is_done,
        "edit_url": edit_address(page, person),
    }
    return render(request, TEMPLATE, context)


def _page(pk: int) -> Any:
    return get_object_or_404(Page, pk=pk).specific


def _person(link: SignedLink) -> User:
    """The account that the link was sent to. Raises LinkRefused when it is closed."""
    user = person_of(link)
    if user is None:
        raise LinkRefused(Refusal.REVOKED, "Ce compte est fermé.")
    return user
