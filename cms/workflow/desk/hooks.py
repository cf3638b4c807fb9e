"""Where the desk appears in the admin: its addresses, its menu entry, its panel on the home page, its buttons."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel
from wagtail.admin.widgets.button import Button

from cms.members.roles import RELECTEUR, STAFF, has_role
from cms.workflow.desk.history import HistoryView, VersionView
from cms.workflow.desk.index import ON_HOME, IndexView
from cms.workflow.desk.item import ItemView, claim, preview, withdraw
from cms.workflow.desk.items import decidable_by, items
from cms.workflow.desk.offline import OfflineView
from cms.workflow.permissions import Action, in_review, may

URLS = [
    path("", IndexView.as_view(), name="index"),
    path("<int:page_id>/", ItemView.as_view(), name="item"),
    path("<int:page_id>/prise-en-charge/", claim, name="claim"),
    path("<int:page_id>/retirer-de-la-relecture/", withdraw, name="withdraw"),
    path("<int:page_id>/apercu/", preview, name="preview"),
    path("<int:page_id>/apercu/<slug:mode>/", preview, name="preview"),
    path("<int:page_id>/retirer/", OfflineView.as_view(), name="offline"),
    path("<int:page_id>/historique/", HistoryView.as_view(), name="history"),
    path("<int:page_id>/historique/<int:revision_id>/", VersionView.as_view(), name="version"),
]


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("relecture/", include((URLS, "workflow_desk")))]


@hooks.register("insert_global_admin_css")
def stylesheet() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/desk.css"))


class DeskMenuItem(MenuItem):
    """« Relecture (3) »: how many versions wait for this person."""

    def is_shown(self, request: HttpRequest) -> bool:
        return has_role(request.user, *STAFF)

    def render_component(self, request: HttpRequest) -> Any:
        entry = super().render_component(request)
        waiting = decidable_by(request.user).count() if has_role(request.user, RELECTEUR) else 0
        if waiting:
            entry.label = f"{self.label} ({waiting})"
        return entry


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return DeskMenuItem(
        "Relecture", reverse("workflow_desk:index"), name="relecture", icon_name="clipboard-list", order=90
    )


class DeskPanel(Component):
    """On the home page: the oldest versions that this person can decide, and the way to the others."""

    name = "desk"
    template_name = "workflow/admin/desk_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        waiting = decidable_by(user)
        return {
            "decidable": items(waiting[:ON_HOME], user),
            "number": waiting.count(),
            "reviews": has_role(user, RELECTEUR),
        }


@hooks.register("construct_homepage_panels")
def replace_panels(request: HttpRequest, panels: list[Any]) -> None:
    """Wagtail's two lists of reviews ask queries for each version, and offer their own buttons."""
    replaced = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel)
    panels[:] = [panel for panel in panels if not isinstance(panel, replaced)]
    if has_role(request.user, *STAFF):
        panels.append(DeskPanel())


@hooks.register("register_page_header_buttons")
def header_buttons(page: Any, user: Any, next_url: str | None = None, view_name: str = "") -> Iterator[Button]:
    if page.depth > 1 and has_role(user, *STAFF):
        yield from _buttons(page, user, reviewed=in_review(page) is not None)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """In lists the state of the review is not asked page by page: the screen of the page says it."""
    if page.depth > 1 and has_role(user, *STAFF):
        yield from _buttons(page, user, reviewed=False)


@hooks.register("before_edit_page")
def withdraw_by_the_rule(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Wagtail lets the owner of a page and its reviewers end a review without a word; here its authors do."""
    if "action-cancel-workflow" not in request.POST or may(request.user, Action.WITHDRAW, page):
        return None
    messages.error(request, "Seuls les auteurs de cette version la retirent de la relecture ; un relecteur décide.")
    return redirect("workflow_desk:item", page.pk)


def _buttons(page: Any, user: Any, reviewed: bool) -> Iterator[Button]:
    if reviewed:
        address = reverse("workflow_desk:item", args=[page.pk])
        yield Button("Relire cette version", address, icon_name="clipboard-list", priority=5)
    history = reverse("workflow_desk:history", args=[page.pk])
    yield Button("Historique de relecture", history, icon_name="history", priority=66)
    if page.live and may(user, Action.TAKE_OFFLINE, page):
        address = reverse("workflow_desk:offline", args=[page.pk])
        yield Button("Retirer du site", address, icon_name="cross", priority=67)
