"""Where the follow-up appears in the admin: its addresses, its entry in the menu, its section on the desk."""

from typing import Any

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.members.roles import REDACTION, RELECTEUR
from cms.workflow.desk import Section, register_section
from concertation_pages.menu import MENU, StaffMenuItem
from concertation_pages.tracking.screens import TITLE, IndexView, ItemView
from concertation_pages.tracking.staff_lists import desk_section

register_section(
    Section(
        "droit-de-suite",
        "Points de suite à valider",
        "concertation_pages/admin/desk_points.html",
        desk_section,
        roles=(REDACTION, RELECTEUR),
        order=20,
    )
)


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [
        path("droit-de-suite/", IndexView.as_view(), name="follow_up"),
        path("droit-de-suite/<int:pk>/", ItemView.as_view(), name="follow_up_item"),
    ]


@hooks.register(MENU)
def menu_item() -> MenuItem:
    return StaffMenuItem(TITLE, reverse("follow_up"), name="follow-up", icon_name="history", order=200)
