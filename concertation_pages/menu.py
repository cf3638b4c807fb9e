"""« Concertations » in the menu of the admin: what each part adds, and the way to the pages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from cms.members.roles import STAFF, has_role
from concertation_pages.models import ConcertationIndexPage

MENU = "register_concertations_menu_item"
"""What hangs its entry there is shown to who may use it."""


class StaffMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return has_role(request.user, *STAFF)


def explore(request: HttpRequest) -> HttpResponse:
    """`/admin/concertations/`: the pages of the consultations in the explorer."""
    page = ConcertationIndexPage.objects.first()
    return redirect("wagtailadmin_explore", page.pk) if page else redirect("wagtailadmin_explore_root")


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("concertations/", explore, name="explore_consultations")]


@hooks.register("register_admin_menu_item")
def menu() -> SubmenuMenuItem:
    return SubmenuMenuItem("Concertations", Menu(MENU), name="concertations-menu", icon_name="group", order=260)


@hooks.register(MENU)
def pages_item() -> MenuItem:
    return StaffMenuItem(
        "Pages",
        reverse("explore_consultations"),
        name="consultation-pages",
        icon_name="folder-open-inverse",
        order=300,
    )
