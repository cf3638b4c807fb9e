"""« Recherche : état » in the admin: rédaction and administration read it, the administration has the index rebuilt."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.members.roles import ADMINISTRATION, REDACTION, Role, has_role
from search.engines.elasticsearch.client import configured
from search.indexing import rebuild
from search.indexing.pending import refused
from search.indexing.standing import standing
from search.models import IndexRebuild

TITLE = "Recherche\u00a0: état"
READERS = (REDACTION, ADMINISTRATION)
LISTED = 20
"""Refused entries shown."""


class SearchStateView(WagtailAdminTemplateMixin, TemplateView):
    """`/admin/reports/recherche/`"""

    page_title = TITLE
    header_icon = "search"
    template_name = "search/admin/index_state.html"
    roles: tuple[Role, ...] = READERS

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not has_role(request.user, *self.roles):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": TITLE}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_rebuild = configured() and has_role(self.request.user, ADMINISTRATION)
        return {
            **super().get_context_data(**kwargs),
            "standing": standing(),
            "refused": refused().order_by("sequence", "pk")[:LISTED],
            "rebuild_url": reverse("search_rebuild") if may_rebuild else "",
        }


class RebuildView(SearchStateView):
    """`/admin/reports/recherche/reconstruire/`: says what it takes, then asks the worker."""

    page_title = "Reconstruire l’index"
    template_name = "search/admin/index_rebuild.html"
    roles = (ADMINISTRATION,)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("search_state"), "label": TITLE}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "state_url": reverse("search_state")}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not configured():
            messages.error(request, "ELASTICSEARCH_URL n’est pas défini : il n’y a pas d’index à reconstruire.")
        elif IndexRebuild.objects.in_progress():
            messages.warning(request, "Une reconstruction est déjà en cours.")
        else:
            rebuild.ask()
            messages.success(request, "L’index sera reconstruit dans quelques secondes.")
        return redirect("search_state")


class StateMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return has_role(request.user, *READERS)


@hooks.register("register_reports_menu_item")
def menu_item() -> StateMenuItem:
    return StateMenuItem(TITLE, reverse("search_state"), name="search-state", icon_name="search", order=110)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("reports/recherche/", SearchStateView.as_view(), name="search_state"),
        path("reports/recherche/reconstruire/", RebuildView.as_view(), name="search_rebuild"),
    ]
