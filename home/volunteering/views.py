"""« Se porter volontaire », step by step: the collectivité, the form, the mail to open. Nobody keeps these pages, and
only that of the form sets a cookie, the one that protects its sending.
"""

from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cms.core.client_address import client_address
from cms.core.form_errors import errors_of
from cms.core.navigation import trail
from cms.core.page_cache import forgo
from cms.core.rate_limit import allow
from cms.territories.models import LocalAuthority
from home.volunteering.forms import VolunteerForm
from home.volunteering.mails import DAYS
from home.volunteering.requesting import is_accepted, is_often_asked, is_received, receive

if TYPE_CHECKING:
    from home.models import DependencyPage

CHOSEN = "collectivite"
MOST = 10
"""Answers to a search."""
HOUR = 3600
BY_PERSON = 20
"""Forms sent from one place in an hour, each of their repetitions counted."""
BUSY = "Trop de demandes viennent d’arriver d’ici. Gardez cette page ouverte et renvoyez-la dans une heure."
MAILED = (
    "Plusieurs courriels sont déjà partis à cette adresse aujourd’hui : ouvrez le plus récent, ou recommencez demain."
)
TITLE = "Se porter volontaire"
STEPS = ["Ma collectivité", "Ma demande", "Confirmer"]


@require_safe
def volunteer(request: HttpRequest, page: "DependencyPage") -> HttpResponseBase:
    """`…/se-porter-volontaire/?q=rennes`: the search. Its only answer is chosen: the form names it, and lets one change
    it.
    """
    forgo(request)
    if not page.accepts_volunteers:
        return _render(request, page, "closed", {"title": TITLE})
    typed = request.GET.get("q", "").strip()
    found = list(LocalAuthority.objects.choosable().typed(typed)[:MOST]) if typed else []
    if len(found) == 1:
        return redirect(f"{page.volunteer_request_url}?{CHOSEN}={found[0].slug}")
    return _render(request, page, "choice", {"title": TITLE, "q": typed, "found": found, "rank": 1})


@require_http_methods(["GET", "HEAD", "POST"])
def volunteer_request(request: HttpRequest, page: "DependencyPage") -> HttpResponseBase:
    """`…/se-porter-volontaire/demande/?collectivite=rennes-metropole`: everything else, and what is accepted."""
    forgo(request)
    authority = LocalAuthority.objects.choosable().filter(slug=request.GET.get(CHOSEN, "")).first()
    if authority is None or not page.accepts_volunteers:
        return redirect(page.volunteer_url)
    blank = partial(VolunteerForm, asked=page.terms)
    if request.method != "POST":
        return _form(request, page, authority, blank())
    form = blank(request.POST)
    if not form.is_valid():
        return _form(request, page, authority, form)
    if not is_received(form.cleaned_data["token"]):
        if is_accepted(authority):
            return _form(request, page, authority, form)
        if refusal := _too_many(request, form.cleaned_data["email"]):
            form.add_error(None, refusal)
            return _form(request, page, authority, form, status=429)
        receive(authority, page.terms, form.cleaned_data)
    return redirect(page.volunteer_sent_url)


@require_safe
def volunteer_sent(request: HttpRequest, page: "DependencyPage") -> HttpResponse:
    """The same page whatever the site knows of the address, which it does not repeat."""
    forgo(request)
    return _render(request, page, "sent", {"title": "Ouvrez votre messagerie", "days": DAYS, "rank": 3})


def _too_many(request: HttpRequest, email: str) -> str:
    if not allow("volontaire", client_address(request), BY_PERSON, HOUR):
        return BUSY
    return MAILED if is_often_asked(email) else ""


def _form(
    request: HttpRequest, page: "DependencyPage", authority: LocalAuthority, form: VolunteerForm, status: int = 200
) -> HttpResponse:
    context = {
        "title": TITLE,
        "authority": authority,
        "is_accepted": is_accepted(authority),
        "form": form,
        "errors": errors_of(form),
        "rank": 2,
    }
    return _render(request, page, "form", context, status)


def _render(
    request: HttpRequest, page: "DependencyPage", name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    values = {"above": trail(request, page)[1:], "steps": STEPS, "subject": page, **context}
    return render(request, f"pages/home/volunteering/{name}.html", values, status=status)
