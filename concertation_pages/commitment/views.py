"""« S’engager », step by step: the collectivité, the form, the mail to open. Nobody keeps these pages, and only that of
the form sets a cookie, the one that protects its sending.
"""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cms.core.client_address import client_address
from cms.core.form_errors import errors_of
from cms.core.navigation import Crumb
from cms.core.page_cache import forgo
from cms.core.rate_limit import allow
from concertation_pages.commitment.choosing import Choice
from concertation_pages.commitment.forms import CommitmentForm
from concertation_pages.commitment.mails import DAYS
from concertation_pages.commitment.requesting import is_often_asked, is_received, receive
from concertation_pages.commitment.words import Words
from concertation_pages.models import CampaignPage, ConcertationIndexPage

HOUR = 3600
BY_PERSON = 20
"""Forms sent from one place in an hour, each of their repetitions counted."""
BUSY = "Trop de demandes viennent d’arriver d’ici. Gardez cette page ouverte et renvoyez-la dans une heure."
MAILED = (
    "Plusieurs courriels sont déjà partis à cette adresse aujourd’hui : ouvrez le plus récent, ou recommencez demain."
)
TITLE = "Engager une collectivité"
ONE, ANOTHER = "Nom, numéro SIREN ou code COG de la collectivité", "Une autre collectivité, qui s’engage avec elle"

View = Callable[[HttpRequest, CampaignPage], HttpResponseBase]


def _while_open(view: View) -> Callable[[HttpRequest], HttpResponseBase]:
    """Out of the window of the campaign, every address says so, and how to be told of the next one."""

    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponseBase:
        forgo(request)
        campaign = CampaignPage.current()
        if campaign and campaign.is_open:
            return view(request, campaign)
        return _render(request, "closed", {"title": TITLE, "campaign": campaign})

    return wrapped


@require_safe
@_while_open
def commit(request: HttpRequest, campaign: CampaignPage) -> HttpResponseBase:
    """`/concertations/s-engager/?q=rennes`: the search, then the collectivités already chosen. The only answer to a
    search is chosen: the form names it first, and lets one change it.
    """
    choice = Choice.of(request.GET)
    typed = request.GET.get("q", "").strip()
    found = choice.found(typed) if typed else []
    if len(found) == 1:
        return redirect(found[0].url)
    context = {
        "title": TITLE,
        "campaign": campaign,
        "choice": choice,
        "q": typed,
        "found": found,
        "is_chosen": bool(typed) and not found and choice.has(typed),
        "search_label": ANOTHER if choice.authorities else ONE,
        "rank": 1,
    }
    return _render(request, "choice", context)


@require_http_methods(["GET", "HEAD", "POST"])
@_while_open
def commit_request(request: HttpRequest, campaign: CampaignPage) -> HttpResponseBase:
    """`/concertations/s-engager/demande/?collectivite=rennes-metropole`: everything else, and the acceptances."""
    choice = Choice.of(request.GET)
    if not choice.authorities:
        return redirect("commit")
    blank = partial(CommitmentForm, authorities=choice.authorities, asked=Words.of(campaign))
    if request.method != "POST":
        return _form(request, campaign, choice, blank())
    form = blank(request.POST)
    if not form.is_valid():
        return _form(request, campaign, choice, form)
    if not is_received(form.cleaned_data["token"]):
        if choice.committed(campaign):
            return _form(request, campaign, choice, form)
        if refusal := _too_many(request, form.cleaned_data["email"]):
            form.add_error(None, refusal)
            return _form(request, campaign, choice, form, status=429)
        receive(campaign, choice.authorities, form.cleaned_data)
    return redirect("commit_sent")


@require_safe
def commit_sent(request: HttpRequest) -> HttpResponse:
    """The same page whatever the site knows of the address, which it does not repeat."""
    forgo(request)
    return _render(request, "sent", {"title": "Ouvrez votre messagerie", "days": DAYS, "rank": 3})


def _too_many(request: HttpRequest, email: str) -> str:
    if not allow("engagement", client_address(request), BY_PERSON, HOUR):
        return BUSY
    return MAILED if is_often_asked(email) else ""


def _form(
    request: HttpRequest, campaign: CampaignPage, choice: Choice, form: CommitmentForm, status: int = 200
) -> HttpResponse:
    context = {
        "title": TITLE,
        "campaign": campaign,
        "choice": choice,
        "committed": choice.committed(campaign),
        "form": form,
        "errors": errors_of(form),
        "rank": 2,
    }
    return _render(request, "form", context, status)


def _render(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    index = ConcertationIndexPage.objects.live().first()
    above = [Crumb(index.title, index.get_url(request) or "")] if index else []
    steps = ["Ma collectivité", "Ma concertation et la charte", "Confirmer"]
    values = {"above": above, "steps": steps, "start_url": reverse("commit"), **context}
    return render(request, f"pages/concertation_pages/commitment/{name}.html", values, status=status)
