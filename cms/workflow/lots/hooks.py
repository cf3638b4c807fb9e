"""Where lots come into the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from cms.workflow.lots import gestures, preparing, publishing, screens


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [
        path("lots/", screens.IndexView.as_view(), name="lots"),
        path("lots/<int:pk>/", screens.LotView.as_view(), name="lot"),
        path("lots/page/<int:page_pk>/", screens.AddPageView.as_view(), name="lot_choice"),
        *(
            path(f"lots/<int:pk>/{name}/", gestures.gesture(act), name=f"lot_{name}")
            for name, act in gestures.ADDRESSES.items()
        ),
    ]


class LotsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return preparing.may_manage(request.user)


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return LotsMenuItem("Lots", reverse("lots"), name="lots", icon_name=screens.ICON, order=250)


@hooks.register("register_page_header_buttons")
def header_button(page: Page, user: Any, next_url: str | None = None, view_name: str = "") -> Any:
    if page.depth > 1 and preparing.may_manage(user):
        yield Button("Ajouter à un lot", reverse("lot_choice", args=[page.pk]), icon_name=screens.ICON, priority=67)


class LotFormatter(LogFormatter):
    def format_message(self, log_entry: Any) -> str:
        return self.message.format(**{"lot": "", **log_entry.data})


class Joined(LotFormatter):
    label = "Ajouter à un lot"
    message = "A mis la page dans le lot « {lot} »"


class Left(LotFormatter):
    label = "Sortir d’un lot"
    message = "A sorti la page du lot « {lot} »"


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action(preparing.ADDED)(Joined)
    actions.register_action(preparing.LEFT)(Left)
    actions.register_action(publishing.PUBLISHED, "Publier avec un lot", "Publiée avec son lot")
    actions.register_action(publishing.ROLLED_BACK, "Rétablir un lot", "Remise comme avant son lot")
