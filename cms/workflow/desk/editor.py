"""The editing screen of Wagtail, where it speaks of the review: its buttons lead to the desk."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem, CancelWorkflowMenuItem, WorkflowMenuItem


class WithdrawItem(CancelWorkflowMenuItem):
    """« Annuler le workflow », in French."""

    label = "Retirer de la relecture"  # type: ignore[assignment]  # Wagtail declares a translated string


class ReviewItem(ActionMenuItem):
    """One decides on the item page, where the changes and the findings are."""

    label = "Relire cette version"
    name = "action-review"  # type: ignore[assignment]  # Wagtail declares None only
    icon_name = "clipboard-list"

    def is_shown(self, context: Any) -> bool:
        return True

    def get_url(self, parent_context: Any) -> str:
        return reverse("workflow_desk:item", args=[parent_context["page"].pk])


@hooks.register("construct_page_action_menu")
def lead_to_the_desk(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    decides = any(isinstance(item, WorkflowMenuItem) for item in items)
    kept = [item for item in items if not isinstance(item, WorkflowMenuItem)]
    items[:] = [WithdrawItem(order=item.order) if isinstance(item, CancelWorkflowMenuItem) else item for item in kept]
    if decides:
        items.insert(0, ReviewItem(order=0))
