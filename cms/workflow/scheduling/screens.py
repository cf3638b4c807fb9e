"""In the admin: the pages that have a date, those that could not follow theirs, and the gesture that cancels one."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page, Revision

from cms.members.roles import STAFF, has_role
from cms.workflow import desk
from cms.workflow.desk.base import DeskView
from cms.workflow.models import Release, ReleaseState, ScheduleFailure
from cms.workflow.scheduling.service import unschedule
from cms.workflow.steps import StepRefused


class Dated(NamedTuple):
    page: Page
    date: Any


class ScheduleView(DeskView):
    """`/admin/programmation/`"""

    page_title = "Pages programmées"
    header_icon = "calendar-check"
    template_name = "workflow/admin/schedule.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        failures = list(_failures())
        failed = {failure.page_id for failure in failures}
        rows = [row for row in scheduled() if row.page.pk not in failed]
        return {**super().get_context_data(**kwargs), "rows": rows, "failures": failures}


def scheduled() -> list[Dated]:
    """Pages with an approved version that has a date, the next first."""
    revisions = Revision.page_revisions.filter(approved_go_live_at__isnull=False).order_by("approved_go_live_at")
    dates = {int(key): date for key, date in revisions.values_list("object_id", "approved_go_live_at")}
    pages = Page.objects.in_bulk(dates)
    return [Dated(pages[key], date) for key, date in dates.items() if key in pages]


def _failures() -> Any:
    return ScheduleFailure.objects.select_related("page")


@require_POST
def cancel(request: HttpRequest, page_pk: int) -> HttpResponse:
    """« Annuler la programmation », for a page with a date or held by a lot."""
    page = get_object_or_404(Page, pk=page_pk)
    user: Any = request.user
    try:
        unschedule(page, user)
    except StepRefused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"« {page.title} » n’a plus de date : c’est un brouillon, à soumettre de nouveau.")
    return redirect("schedule")


def blocked(request: HttpRequest) -> desk.Context | None:
    """For the desk: what should be online and is not."""
    failures = list(_failures())
    lots = [lot for lot in Release.objects.filter(state=ReleaseState.PREPARED) if lot.problems]
    return {"failures": failures, "lots": lots} if failures or lots else None


def connect() -> None:
    template = "workflow/admin/blocked_publications.html"
    desk.register_section(
        desk.Section("publications-empechees", "N’ont pas pu être publiées", template, blocked, order=10)
    )


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [
        path("programmation/", ScheduleView.as_view(), name="schedule"),
        path("programmation/annuler/<int:page_pk>/", cancel, name="unschedule"),
    ]


class ScheduleMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return has_role(request.user, *STAFF)


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    return ScheduleMenuItem(
        "Pages programmées", reverse("schedule"), name="schedule", icon_name="calendar-check", order=600
    )
