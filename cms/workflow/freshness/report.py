"""« Contenus à revoir »: the report of the admin, its file, and what the desk shows of it."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from cms.core.csv_cells import SafeExport
from cms.core.partial_dates import in_words
from cms.members.models import User
from cms.members.roles import REDACTION, STAFF, has_role
from cms.workflow.freshness.effective import stale_pages

ON_DESK = 5


class ConfirmColumn(Column):
    """A form of one button; empty for who may not confirm."""

    cell_template_name = "workflow/admin/confirm_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        may_confirm = has_role(request.user, REDACTION) or instance.content_owner_id == request.user.pk
        return {**context, "may_confirm": may_confirm, "next": request.path, "csrf_token": get_token(request)}


def _day(name: str) -> Any:
    def said(page: Any) -> str:
        day: datetime.date | None = getattr(page, name)
        return in_words(day) if day else ""

    return said


class StalePagesView(SafeExport, ReportView):  # type: ignore[override]  # bases of Wagtail that disagree
    """Live pages whose review date has passed, the longest overdue first."""

    model = Page
    page_title = "Contenus à revoir"
    header_icon = "history"
    index_url_name = "stale_pages"
    index_results_url_name = "stale_pages_results"
    no_results_message = "aucun contenu n’est à revoir."
    columns = [
        TitleColumn("title", label="Page", get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk])),
        Column("page_type_display_name", label="Type"),
        Column("owner_name", label="Responsable"),
        Column("verified", label="Vérifiée le", accessor=_day("verified")),
        Column("review_due", label="Revue prévue le", accessor=_day("review_due")),
        NumberColumn("days_overdue", label="Jours de retard"),
        ConfirmColumn("confirm", label="Toujours exacte ?"),
    ]
    list_export = ["title", "page_type_display_name", "owner_name", "verified", "review_due", "days_overdue", "url"]
    export_headings = {
        "title": "Page",
        "page_type_display_name": "Type",
        "owner_name": "Responsable",
        "verified": "Vérifiée le",
        "review_due": "Revue prévue le",
        "days_overdue": "Jours de retard",
        "url": "Adresse",
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not has_role(request.user, *STAFF):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> Any:
        return stale_pages(timezone.localdate()).select_related("content_type")

    def decorate_paginated_queryset(self, object_list: Iterable[Any]) -> list[Any]:
        return with_owners(object_list)

    def get_filename(self) -> str:
        return "contenus-a-revoir"


def with_owners(pages: Iterable[Any]) -> list[Any]:
    """These stale pages with `owner_name` and `days_overdue`; one query more, whatever their number."""
    found, today = list(pages), timezone.localdate()
    owners = User.objects.in_bulk({page.content_owner_id for page in found} - {None})
    for page in found:
        owner = owners.get(page.content_owner_id)
        page.owner_name = str(owner) if owner else "personne"
        page.days_overdue = (today - page.review_due).days
    return found


def desk_section(request: HttpRequest) -> dict[str, Any] | None:
    """The longest overdue, and how many others; nothing when nothing is."""
    stale = stale_pages(timezone.localdate())
    first = with_owners(stale[:ON_DESK])
    if not first:
        return None
    return {"pages": first, "number": stale.count(), "may_confirm": has_role(request.user, REDACTION)}
