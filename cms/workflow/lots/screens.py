"""In the admin, under « Lots »: prepare one, see where each of its pages is, publish, roll back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.workflow.lots import preparing
from cms.workflow.lots.forms import ChoiceForm, DateForm, PageForm, ReleaseForm
from cms.workflow.lots.listing import candidates, rows_of
from cms.workflow.models import Release, ReleaseState

ICON = "copy"


class LotsView(WagtailAdminTemplateMixin, TemplateView):
    """Base of the screens: only who may manage lots."""

    header_icon = ICON

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not preparing.may_manage(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = [{"url": reverse("lots"), "label": "Lots"}] if self.kwargs else []
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_page_title()}]


class IndexView(LotsView):
    """`/admin/lots/`"""

    page_title = "Lots"
    template_name = "workflow/admin/lots.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        releases = Release.objects.prefetch_related("items")
        return {
            **super().get_context_data(**kwargs),
            "prepared": releases.filter(state=ReleaseState.PREPARED),
            "others": releases.exclude(state=ReleaseState.PREPARED)[:50],
            "form": kwargs.get("form") or ReleaseForm(),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ReleaseForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        form.instance.created_by = request.user
        return redirect("lot", form.save().pk)


class LotView(LotsView):
    """`/admin/lots/<pk>/`: its pages, what blocks, and every gesture."""

    template_name = "workflow/admin/lot.html"

    @cached_property
    def release(self) -> Release:
        return get_object_or_404(Release, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return self.release.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = rows_of(self.release)
        is_open = self.release.is_open
        return {
            **super().get_context_data(**kwargs),
            "release": self.release,
            "rows": rows,
            "blocking": sum(1 for row in rows if row.problem),
            "candidates": candidates() if is_open else [],
            "date_form": kwargs.get("date_form") or DateForm(instance=self.release),
            "page_form": PageForm(),
            "is_published": self.release.state == ReleaseState.PUBLISHED,
        }


class AddPageView(LotsView):
    """`/admin/lots/page/<pk>/`: from a page, choose the lot it goes in."""

    page_title = "Ajouter à un lot"
    template_name = "workflow/admin/lot_choice.html"

    @cached_property
    def page(self) -> Page:
        return get_object_or_404(Page.objects.filter(depth__gt=1), pk=self.kwargs["page_pk"])

    def get_page_subtitle(self) -> str:
        title: str = self.page.get_admin_display_title()
        return title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        prepared = Release.objects.filter(state=ReleaseState.PREPARED)
        form = kwargs.get("form") or ChoiceForm(initial={"release": prepared.first()})
        return {**super().get_context_data(**kwargs), "page": self.page, "form": form, "lots": prepared}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ChoiceForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        release = form.cleaned_data["release"]
        try:
            preparing.add(release, [self.page], request.user)  # type: ignore[arg-type]
        except preparing.LotRefusedError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"« {self.page.title} » est dans le lot « {release} ».")
        return redirect("lot", release.pk)
