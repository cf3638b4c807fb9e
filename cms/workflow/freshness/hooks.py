"""Freshness in the admin: the report, « Toujours exacte ? » beside a live page, its line in the journal."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter

from cms.members.roles import STAFF, has_role
from cms.workflow.freshness.report import StalePagesView
from cms.workflow.permissions import Action, may


@hooks.register("register_admin_urls")
def report_addresses() -> list[URLPattern]:
    return [
        path("reports/a-revoir/", StalePagesView.as_view(), name="stale_pages"),
        path("reports/a-revoir/resultats/", StalePagesView.as_view(results_only=True), name="stale_pages_results"),
    ]


class StaleMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return has_role(request.user, *STAFF)


@hooks.register("register_reports_menu_item")
def report_entry() -> MenuItem:
    return StaleMenuItem("Contenus à revoir", reverse("stale_pages"), icon_name="history", order=50)


@hooks.register("register_page_header_buttons")
def confirm_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if page.live and page.depth > 1 and may(user, Action.CONFIRM, page):
        yield Button("Toujours exacte ?", reverse("confirm_page", args=[page.pk]), icon_name="check", priority=90)


class Confirmation(LogFormatter):
    label = "Confirmer"
    message = "A confirmé que la page est toujours exacte"


@hooks.register("register_log_actions")
def register_confirmation(actions: Any) -> None:
    actions.register_action("cms.page.confirm")(Confirmation)
