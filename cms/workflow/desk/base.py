"""What every screen of the desk shares: who may open it, where it stands, the page it is about."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.members.roles import STAFF, has_role

TITLE = "Relecture"


class DeskView(WagtailAdminTemplateMixin, TemplateView):
    """Open to the roles of the admin; each action asks `cms.workflow.permissions` besides."""

    page_title = TITLE
    header_icon = "clipboard-list"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not has_role(request.user, *STAFF):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": TITLE}]


class PageView(DeskView):
    """A screen of one page: its title is the name of the screen, its subtitle that of the page."""

    @cached_property
    def page(self) -> Any:
        return get_object_or_404(Page.objects.filter(depth__gt=1), pk=self.kwargs["page_id"]).specific

    def get_page_subtitle(self) -> str:
        title: str = self.page.get_admin_display_title()
        return title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse_lazy("workflow_desk:index"), "label": TITLE},
            {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "page": self.page}
