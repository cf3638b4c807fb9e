"""« Suivre cette liste »: by mail, through a form, or in a feed reader."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cms.core.client_address import client_address
from cms.core.content_version import version_for
from cms.core.form_errors import errors_of
from cms.core.navigation import Crumb
from cms.core.rate_limit import allow
from search.addresses import ALERT_LIST, ATOM, FEED, Address
from search.alerts.confirming import DAYS
from search.alerts.forms import AlertForm
from search.alerts.requesting import request_alert
from search.models import Alert
from search.saved_lists import SavedList, saved_list

NO_STORE = "private, no-store"
HOUR, DAY = 3600, 86_400
BY_PERSON, BY_ADDRESS = 5, 3
"""Forms sent from one place in an hour; mails that they make to one address in a day."""
BUSY = "Trop de demandes viennent d’arriver d’ici. Revenez dans une heure : cette page gardera votre liste."


@require_http_methods(["GET", "HEAD", "POST"])
def new_alert(request: HttpRequest) -> HttpResponseBase:
    """`/alertes/nouvelle/?liste=/bibliotheque/&theme=…`. Only this address sets the CSRF cookie, and is never kept."""
    wanted = _followed(request)
    if request.method != "POST":
        return _form(request, wanted, AlertForm(initial={"rhythm": Alert.Rhythm.WEEKLY}))
    form = AlertForm(request.POST)
    if not form.is_valid():
        return _form(request, wanted, form)
    if not allow("alerte", client_address(request), BY_PERSON, HOUR):
        form.add_error(None, BUSY)
        return _form(request, wanted, form, status=429)
    email = form.cleaned_data["email"]
    if allow("alerte par adresse", email.lower(), BY_ADDRESS, DAY):
        request_alert(wanted, email, form.cleaned_data["rhythm"])
    return redirect(str(_address("alert_requested", wanted)))


@require_safe
def alert_requested(request: HttpRequest) -> HttpResponse:
    """The same page whatever the site knows of the address, which it does not repeat."""
    context = _context(request, _followed(request)) | {"title": "Ouvrez votre messagerie", "days": DAYS}
    return _render(request, "alert_requested", context)


def _followed(request: HttpRequest) -> SavedList:
    wanted = saved_list(request.GET.get(ALERT_LIST, reverse("search")), request.GET, version_for(request))
    if wanted is None:
        raise Http404("Aucune liste à cette adresse.")
    return wanted


def _form(request: HttpRequest, wanted: SavedList, form: AlertForm, status: int = 200) -> HttpResponse:
    context = _context(request, wanted) | {
        "title": "Suivre cette liste",
        "form": form,
        "errors": errors_of(form),
        "action": str(_address("new_alert", wanted)),
        "feed_url": str(wanted.address.below(FEED)),
        "atom_url": str(wanted.address.below(FEED).below(ATOM)),
    }
    return _render(request, "alert_form", context, status)


def _context(request: HttpRequest, wanted: SavedList) -> dict[str, Any]:
    return {"followed": wanted, "above": [Crumb(wanted.title, str(wanted.address))]}


def _render(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(request, f"pages/search/{name}.html", context, status=status)
    response["Cache-Control"] = NO_STORE
    return response


def _address(name: str, wanted: SavedList) -> Address:
    return Address(reverse(name), ((ALERT_LIST, wanted.listing.path), *wanted.address.pairs))
