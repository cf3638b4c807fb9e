"""Screens of the registers of actors and solutions."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from library_pages.annexes import report  # noqa: F401  # registers its screen
from library_pages.choosers import ActorChooserViewSet, SolutionChooserViewSet, actor_chooser, solution_chooser
from library_pages.contribution import journal  # noqa: F401  # registers its actions
from library_pages.register_screens import ActorAdmin, SolutionAdmin

modeladmin_register(ActorAdmin)
modeladmin_register(SolutionAdmin)


@hooks.register("register_admin_viewset")
def register_choosers() -> list[ActorChooserViewSet | SolutionChooserViewSet]:
    return [actor_chooser, solution_chooser]


@hooks.register("insert_global_admin_css")
def mark_restricted_tab() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/restricted-tab.css"))
