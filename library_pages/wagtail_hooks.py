"""Screens of the registers of actors and solutions, and the way to a new fiche."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import modeladmin_register

from cms.members.roles import REDACTION, has_role
from cms.workflow.permissions import Action, may
from library_pages.annexes import report  # noqa: F401  # registers its screen
from library_pages.choosers import ActorChooserViewSet, SolutionChooserViewSet, actor_chooser, solution_chooser
from library_pages.contribution import journal  # noqa: F401  # registers its actions
from library_pages.links import to_complete  # noqa: F401  # registers its screen
from library_pages.models import LibraryIndexPage
from library_pages.register_screens import ActorAdmin, SolutionAdmin

modeladmin_register(ActorAdmin)
modeladmin_register(SolutionAdmin)


@hooks.register("register_admin_viewset")
def register_choosers() -> list[ActorChooserViewSet | SolutionChooserViewSet]:
    return [actor_chooser, solution_chooser]


@hooks.register("insert_global_admin_css")
def mark_restricted_tab() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/restricted-tab.css"))


def new_use_case(request: HttpRequest) -> HttpResponse:
    """`/admin/nouvelle-fiche/`: the empty form of a fiche, in the library."""
    library = LibraryIndexPage.objects.first()
    if library is None or not may(request.user, Action.CREATE, library):
        raise PermissionDenied
    return redirect("wagtailadmin_pages:add", "library_pages", "usecasepage", library.pk)


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("nouvelle-fiche/", new_use_case, name="new_use_case")]


class NewUseCaseItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return has_role(request.user, REDACTION)


@hooks.register("register_admin_menu_item")
def offer_new_use_case() -> MenuItem:
    return NewUseCaseItem(
        "Nouvelle fiche", reverse("new_use_case"), name="new-use-case", icon_name="plus-inverse", order=90
    )
