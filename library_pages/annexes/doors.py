"""Who passes the door of `reserve/`, and what is told to the others."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from cms.core.navigation import trail
from cms.core.page_cache import PRIVATE
from cms.members.restricted import is_reader, may_read_annexes, page_of_proof

REFUSED = "pages/library_pages/annexes/refused_page.html"

Answer = Callable[[Any, HttpRequest], HttpResponseBase]


def members_only(answer: Answer) -> Answer:
    """A method of a page that only members may reach: kept by no cache and no search engine, whatever it answers.

    A visitor is led to the login, a member to his one-time code, and both back here.
    """

    @wraps(answer)
    def guarded(page: Any, request: HttpRequest) -> HttpResponseBase:
        response = answer(page, request) if may_read_annexes(request) else _turned_away(page, request)
        response["Cache-Control"] = PRIVATE
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def _turned_away(page: Any, request: HttpRequest) -> HttpResponseBase:
    here = request.get_full_path() if request.method == "GET" else f"{page.get_url(request)}reserve/"
    if not request.user.is_authenticated:
        return redirect_to_login(here)
    if is_reader(request):
        return redirect(f"{reverse(page_of_proof(request.user))}?{urlencode({'next': here})}")
    context = {"title": "Réservé aux membres", "above": trail(request, page)[1:], "annexed": page}
    return render(request, REFUSED, context, status=403)
