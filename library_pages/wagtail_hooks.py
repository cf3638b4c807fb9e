"""Screens of the registers of actors and solutions."""

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from library_pages.choosers import ActorChooserViewSet, SolutionChooserViewSet, actor_chooser, solution_chooser
from library_pages.register_screens import ActorAdmin, SolutionAdmin

modeladmin_register(ActorAdmin)
modeladmin_register(SolutionAdmin)


@hooks.register("register_admin_viewset")
def register_choosers() -> list[ActorChooserViewSet | SolutionChooserViewSet]:
    return [actor_chooser, solution_chooser]
