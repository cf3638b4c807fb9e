"""Reports in the admin: their screens, their place on the page they are about, their line in its journal."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter

from cms.workflow.error_reports.screens import ErrorReportViewSet, viewset
from cms.workflow.models import ErrorReport


@hooks.register("register_admin_viewset")
def register_reports() -> ErrorReportViewSet:
    return viewset


@hooks.register("before_edit_page")
def show_open_reports(request: HttpRequest, page: Any) -> None:
    """Whoever opens the page to change it sees what readers found wrong."""
    if request.method != "GET":
        return
    number = ErrorReport.of(page).count()
    if number:
        reports = "signalement attend" if number == 1 else "signalements attendent"
        listed = urlencode({"page": page.pk, "state": ErrorReport.OPEN}, doseq=True)
        address = f"{reverse('error_report:index')}?{listed}"
        link = messages.button(address, "Voir le signalement" if number == 1 else "Voir les signalements")
        messages.warning(request, f"{number} {reports} une réponse sur cette page.", buttons=[link])


class Decision(LogFormatter):
    """« Signalement SIG-2026-7KQ2MXB4 : corrigé »"""

    label = "Traiter un signalement"
    message = "Signalement traité"

    def format_message(self, log_entry: Any) -> str:
        return "Signalement {number} : {state}".format(**log_entry.data)


@hooks.register("register_log_actions")
def register_decision(actions: Any) -> None:
    actions.register_action("cms.page.error_report")(Decision)
