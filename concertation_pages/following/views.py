"""« Suivre », below the page that is followed, and the address that stops."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cms.core.client_address import client_address
from cms.core.form_errors import errors_of
from cms.core.navigation import trail
from cms.core.rate_limit import allow
from concertation_pages.following.addresses import FOLLOWS
from concertation_pages.following.confirming import DAYS
from concertation_pages.following.requesting import request_follow
from concertation_pages.following.stopping import stop
from concertation_pages.models import Follow
from search.alerts.forms import AddressForm

NO_STORE = "private, no-store"
HOUR, DAY = 3600, 86_400
BY_PERSON, BY_ADDRESS = 5, 3
"""Forms sent from one place in an hour; mails that they make to one address in a day."""
BUSY = "Trop de demandes viennent d’arriver d’ici. Revenez dans une heure."


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, page: Any) -> HttpResponseBase:
    """The form of a page. Only this address sets the CSRF cookie, and it is never kept by anybody."""
    if request.method != "POST":
        return _form(request, page, AddressForm())
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _form(request, page, form)
    if not allow("suivi", client_address(request), BY_PERSON, HOUR):
        form.add_error(None, BUSY)
        return _form(request, page, form, status=429)
    email = form.cleaned_data["email"]
    if allow("suivi par adresse", email.lower(), BY_ADDRESS, DAY):
        request_follow(page, email)
    return redirect(f"{page.get_url(request)}suivre/demande/")


@require_safe
def follow_requested(request: HttpRequest, page: Any) -> HttpResponse:
    """The same page whatever the site knows of the address, which it does not repeat."""
    return _render(request, page, "follow_requested", {"title": "Ouvrez votre messagerie", "days": DAYS})


@FOLLOWS.view
def follow_stop(request: HttpRequest, token: str, found: Follow | None) -> HttpResponseBase:
    """`/concertations/suivre/<token>/arret/`: one button for people; a bare POST does too, once or several times."""
    if request.method == "POST" and found:
        stop(found)
    if request.method == "POST" or found is None:
        return render(request, "pages/concertation_pages/follow_stopped.html", {"title": "Ce suivi est arrêté"})
    context = {"title": "Arrêter ce suivi ?", "followed": found.page.specific}
    return render(request, "pages/concertation_pages/follow_stop.html", context)


def _form(request: HttpRequest, page: Any, form: AddressForm, status: int = 200) -> HttpResponse:
    context = {"title": "Suivre", "form": form, "errors": errors_of(form)}
    return _render(request, page, "follow_form", context, status)


def _render(request: HttpRequest, page: Any, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    shown = {"above": trail(request, page)[1:], "followed": page, **context}
    response = render(request, f"pages/concertation_pages/{name}.html", shown, status=status)
    response["Cache-Control"] = NO_STORE
    return response
