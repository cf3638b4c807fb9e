"""`/admin/conflits/<page>/`: both versions side by side, and three ways out."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.members.roles import REDACTION, has_role
from cms.workflow.conflicts.merging import MINE, THEIRS, Difference, differences, take
from cms.workflow.models import SetAside
from cms.workflow.permissions import Action, may
from cms.workflow.steps import StepRefused


class ConflictView(WagtailAdminTemplateMixin, TemplateView):
    """Only the author of a version set aside sees it."""

    page_title = "Deux versions de la même page"
    header_icon = "warning"
    template_name = "workflow/admin/conflict.html"
    missing: bool = False

    def dispatch(self, request: HttpRequest, *args: Any, page_id: int, **kwargs: Any) -> HttpResponseBase:
        if not has_role(request.user, REDACTION):
            raise PermissionDenied
        self.page = get_object_or_404(Page, pk=page_id).specific
        self.aside = get_object_or_404(SetAside.objects.select_related("page"), page_id=page_id, user=request.user)
        self.latest = self.page.get_latest_revision()
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": str(self.page)}
        return [*self.breadcrumbs_items, edit, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = differences(self.aside, self.latest)
        chosen = self.request.POST
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "aside": self.aside,
            "latest": self.latest,
            "differences": [(difference, chosen.get(difference.key) or difference.proposed) for difference in found],
            "may_edit": may(self.request.user, Action.EDIT, self.page),
            "missing": self.missing,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("choice") == THEIRS:
            self.aside.delete()
            messages.success(request, "L’autre version est gardée, la vôtre est abandonnée.")
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        found = differences(self.aside, self.latest)
        sides = {difference.key: self._side(difference) for difference in found}
        if "" in sides.values():
            self.missing = True
            return self.render_to_response(self.get_context_data())
        try:
            shown = int(request.POST.get("latest") or 0)
            take(self.aside, [key for key, side in sides.items() if side == MINE], shown, request.user)
        except StepRefused as refused:
            messages.error(request, refused.message)
            return redirect("page_conflict", self.page.pk)
        messages.success(request, "Une nouvelle version est enregistrée avec vos choix.")
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def _side(self, difference: Difference) -> str:
        """« Reprendre ma version » takes every field; otherwise each was chosen."""
        if self.request.POST.get("choice") == MINE:
            return MINE
        side = self.request.POST.get(difference.key, "")
        return side if side in {MINE, THEIRS} else ""
