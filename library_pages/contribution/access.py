"""Who enters `/contribuer/`, and which fiches he finds there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from cms.members.belonging import authorities_of
from cms.members.roles import CONTRIBUTEUR, STAFF, has_role
from cms.members.sessions import is_verified, redirect_to_second_factor
from cms.workflow.permissions import owns
from library_pages.models import UseCasePage

View = Callable[..., HttpResponseBase]


def is_contributor(user: Any) -> bool:
    """Of the role, and of at least one collectivité."""
    return has_role(user, CONTRIBUTEUR) and bool(authorities_of(user))


def for_contributors(view: View) -> View:
    """A visitor signs in first; whoever does not contribute yet is told how to begin; who is of the team too comes with
    the second factor, as in the admin.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not is_contributor(request.user):
            return _how_to_begin(request)
        if has_role(request.user, *STAFF) and not is_verified(request):
            return redirect_to_second_factor(request)
        return view(request, *args, **kwargs)

    return guarded


def own_fiche(request: HttpRequest, pk: int) -> UseCasePage:
    """A fiche of one of his collectivités. Raises Http404: he does not learn that another one exists."""
    page = UseCasePage.objects.filter(pk=pk).select_related("authority", "latest_revision__user").first()
    if page is None or not owns(request.user, page):
        raise Http404
    found: UseCasePage = page
    return found


def _how_to_begin(request: HttpRequest) -> HttpResponseBase:
    context = {
        "title": "Contribuer",
        "has_role": has_role(request.user, CONTRIBUTEUR),
        "is_staff_member": has_role(request.user, *STAFF),
    }
    return render(request, "pages/contribution/how_to_begin.html", context, status=403)
