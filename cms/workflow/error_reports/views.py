"""The two public pages of a report: the form, and what became of it."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from cms.core.client_address import client_address
from cms.core.form_errors import errors_of
from cms.core.navigation import trail
from cms.core.rate_limit import allow
from cms.core.views import error_page
from cms.workflow.error_reports.forms import ErrorReportForm
from cms.workflow.error_reports.handling import receive
from cms.workflow.models import ErrorReport

NO_STORE = "private, no-store"
HOUR = 3600
BUSY = "Trop de signalements viennent d’arriver. Gardez votre texte et renvoyez-le dans une heure."
BY_PERSON, ON_PAGE, LOOKED_UP = 5, 30, 30
"""In an hour: reports of one address, reports on one page, unknown numbers asked by one address."""


@require_http_methods(["GET", "HEAD", "POST"])
def report_error(request: HttpRequest, page: Any) -> HttpResponseBase:
    """The form of a page. Only this address sets the CSRF cookie, and it is never kept by anybody."""
    if request.method != "POST":
        initial = {"passage": request.GET.get("passage", "")[:200]}
        return _form(request, page, ErrorReportForm(initial=initial))
    form = ErrorReportForm(request.POST)
    if not form.is_valid():
        return _form(request, page, form)
    if not _within_limits(request, page, form):
        form.add_error(None, BUSY)
        return _form(request, page, form, status=429)
    report = receive(page, form.cleaned_data)
    address = reverse("error_report_state", args=[report.number])
    return redirect(f"{address}?{urlencode({'retour': page.get_url(request)})}")


@require_safe
def report_state(request: HttpRequest, number: str) -> HttpResponseBase:
    """Where a report is, for whoever knows its number: nothing of what it says, nor of which page. Raises Http404."""
    report = ErrorReport.objects.filter(number=number.upper()).first()
    if report is None:
        if not allow("signalement inconnu", client_address(request), LOOKED_UP, HOUR):
            return error_page(request, 429)
        raise Http404
    back = request.GET.get("retour", "")
    context = {
        "title": f"Signalement {report.number}",
        "report": report,
        "back": back if url_has_allowed_host_and_scheme(back, None) else "",
    }
    response = render(request, "pages/workflow/error_report_state_page.html", context)
    response["Cache-Control"] = NO_STORE
    return response


def _form(request: HttpRequest, page: Any, form: ErrorReportForm, status: int = 200) -> HttpResponse:
    context = {
        "title": "Signaler une erreur",
        "above": trail(request, page)[1:],
        "reported": page,
        "form": form,
        "errors": errors_of(form),
    }
    response = render(request, "pages/workflow/error_report_page.html", context, status=status)
    response["Cache-Control"] = NO_STORE
    return response


def _within_limits(request: HttpRequest, page: Any, form: ErrorReportForm) -> bool:
    """A form sent twice is no second report."""
    if ErrorReport.objects.filter(key=form.cleaned_data["key"]).exists():
        return True
    by_person = allow("signalement", client_address(request), BY_PERSON, HOUR)
    return by_person and allow("signalements d’une page", str(page.pk), ON_PAGE, HOUR)
