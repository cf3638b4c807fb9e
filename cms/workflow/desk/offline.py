"""`/admin/relecture/<page>/retirer/`: take a live page off the site, at once and alone, with a reason."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from wagtail.admin import messages

from cms.workflow import steps
from cms.workflow.desk.base import PageView
from cms.workflow.desk.forms import OfflineForm
from cms.workflow.permissions import Action, in_review, may
from cms.workflow.steps import StepRefused


class OfflineView(PageView):
    """The page stays, as a draft; it comes back through a review."""

    page_title = "Retirer du site"
    header_icon = "warning"
    template_name = "workflow/admin/desk_offline.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "GET" and not may(request.user, Action.TAKE_OFFLINE, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def form(self) -> OfflineForm:
        return OfflineForm(self.request.POST if self.request.method == "POST" else None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "form": self.form,
            "under_review": in_review(self.page) is not None,
            "below": self.page.get_descendants().live().count(),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        try:
            steps.take_offline(self.page, request.user, self.form.cleaned_data["reason"])
        except StepRefused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, f"«\u00a0{self.page.title}\u00a0» n’est plus en ligne.")
        return redirect("workflow_desk:history", self.page.pk)
