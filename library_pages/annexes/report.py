"""« Consultations de contacts », in the reports of the admin: who was shown the contacts of which page, and when."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from cms.members.roles import ADMINISTRATION, has_role
from library_pages.models import AnnexRead

NAME = "annex_reads"


class AnnexReadsView(ReportView):
    """For administration only; nothing to export: what is kept for a year is not to be copied elsewhere."""

    page_title = "Consultations de contacts"
    header_icon = "view"
    model = AnnexRead
    index_url_name = NAME
    index_results_url_name = f"{NAME}_results"
    list_export: list[str] = []
    default_ordering = "-at"
    is_searchable = False
    columns = [
        DateColumn("at", label="Le", width="20%"),
        Column("user", label="Compte", accessor=lambda read: read.user or "Compte effacé", width="30%"),
        Column("page", label="Page", accessor=lambda read: read.page.title),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not has_role(request.user, ADMINISTRATION):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_queryset(self) -> Any:
        return AnnexRead.objects.select_related("user", "page")


class AnnexReadsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return has_role(request.user, ADMINISTRATION)


@hooks.register("register_reports_menu_item")
def report_item() -> MenuItem:
    return AnnexReadsItem("Consultations de contacts", reverse(NAME), icon_name="view", order=900)


@hooks.register("register_admin_urls")
def report_urls() -> list[Any]:
    return [
        path("reports/annexes/", AnnexReadsView.as_view(), name=NAME),
        path("reports/annexes/results/", AnnexReadsView.as_view(results_only=True), name=f"{NAME}_results"),
    ]
