"""What the admin may not do to fiches."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page
from wagtail_modeladmin.options import modeladmin_register

from library_pages.choosers import ActorChooserViewSet, SolutionChooserViewSet, actor_chooser, solution_chooser
from library_pages.register_screens import ActorAdmin, SolutionAdmin

modeladmin_register(ActorAdmin)
modeladmin_register(SolutionAdmin)


@hooks.register("before_bulk_action")
def publish_one_at_a_time(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any
) -> HttpResponse | None:
    """The screen of a fiche checks the answers without which it is not published; the bulk action does not."""
    if action_type != "publish" or not all(isinstance(page, Page) for page in objects):
        return None
    messages.error(request, "Publiez chaque page depuis son écran : c’est là que ses réponses sont vérifiées.")
    return redirect("wagtailadmin_home")


@hooks.register("register_admin_viewset")
def register_choosers() -> list[ActorChooserViewSet | SolutionChooserViewSet]:
    return [actor_chooser, solution_chooser]
