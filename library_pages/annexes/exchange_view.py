"""`<page>/reserve/echange/`: the form of a request, then what became of it."""

import uuid
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from cms.core.form_errors import errors_of
from cms.core.navigation import Crumb, trail
from cms.core.views import error_page
from cms.members.models import User
from library_pages.annexes.contacts import reachable
from library_pages.annexes.exchange import ExchangeForm, TooManyRequestsError, already_asked, ask
from library_pages.annexes.reserve import record_read
from library_pages.models.annex_records import ExchangeRequest

FORM = "pages/library_pages/annexes/exchange_page.html"
SENT = "pages/library_pages/annexes/exchange_sent_page.html"


def exchange(page: Any, request: HttpRequest) -> HttpResponse:
    """Wrong answers come back with their errors; a contact who left meanwhile is said to have left."""
    contacts = reachable(page)
    if request.method != "POST":
        return _form(page, request, _blank(request, contacts))
    form = ExchangeForm(contacts, request.POST)
    sent = f"{page.get_url(request)}reserve/envoye/"
    if not form.is_valid():
        key = _uuid(request.POST.get("key", ""))
        return HttpResponseRedirect(sent) if key and already_asked(key) else _form(page, request, form, status=422)
    chosen = next(contact for contact in contacts if contact.pk == form.cleaned_data["contact"])
    try:
        ask(page, cast(User, request.user), chosen, form.cleaned_data["message"], form.cleaned_data["key"])
    except TooManyRequestsError:
        return error_page(request, 429, retry_after=3600)
    return HttpResponseRedirect(sent)


def sent(page: Any, request: HttpRequest) -> HttpResponse:
    """The last request of this member about this page; without any, the form."""
    last = ExchangeRequest.objects.filter(page_id=page.pk, user=cast(User, request.user)).first()
    if last is None:
        return HttpResponseRedirect(f"{page.get_url(request)}reserve/echange/")
    context = {"title": "Demande envoyée", "above": _above(page, request), "annexed": page, "sent_at": last.at}
    return render(request, SENT, context)


def _blank(request: HttpRequest, contacts: list[Any]) -> ExchangeForm:
    wanted = request.GET.get("contact", "")
    known = [contact.pk for contact in contacts]
    first = int(wanted) if wanted.isdecimal() and int(wanted) in known else next(iter(known), None)
    return ExchangeForm(contacts, initial={"contact": first, "key": uuid.uuid4()})


def _form(page: Any, request: HttpRequest, form: ExchangeForm, status: int = 200) -> HttpResponse:
    """Naming the contact is showing him: recorded like on the page before."""
    by_key = {str(value): label for value, label in form.fields["contact"].choices}  # type: ignore[attr-defined]
    contact = by_key.get(str(form["contact"].value()), "")
    if contact and request.method == "GET":
        record_read(page, request)
    context = {
        "title": "Demander un échange",
        "above": _above(page, request),
        "annexed": page,
        "form": form,
        "contact": contact,
        "errors": errors_of(form) if contact else [],
    }
    return render(request, FORM, context, status=status)


def _above(page: Any, request: HttpRequest) -> list[Crumb]:
    return [*trail(request, page)[1:], Crumb("Réservé aux membres", f"{page.get_url(request)}reserve/")]


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
