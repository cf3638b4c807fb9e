"""Screen that merges a term or a keyword into another: the choice, then what will move, then the merge."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.models import Page
from wagtail.snippets.widgets import AdminSnippetChooser

from cms.taxonomy.merge import MergeError, check, merge
from cms.taxonomy.models import Tag
from cms.taxonomy.usage import owners, versions

SHOWN_PAGES = 50
"""Live pages named on the confirmation screen; beyond, their number says enough."""


class TargetField(forms.ModelChoiceField):
    default_error_messages = {"invalid_choice": "Ce terme n’est pas dans ce vocabulaire, ou n’existe plus."}


class MergeForm(forms.Form):
    """Which term stays. `source` is the one that goes."""

    def __init__(self, source: Any, data: Any = None) -> None:
        super().__init__(data)
        self.source = source
        model = type(source)
        widget = AdminSnippetChooser(Tag) if model is Tag else forms.Select  # keywords are too many for a list
        self.fields["target"] = TargetField(
            model._default_manager.all(),
            label="Garder",
            widget=widget,
            help_text="Tout ce qui porte le premier portera celui-ci.",
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if target := cleaned.get("target"):
            try:
                check(self.source, target)
            except MergeError as refusal:
                self.add_error("target", str(refusal))
        return cleaned


class MergeView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """`?target=` shows what will move; posting it merges. It takes a term away: whoever may delete it may merge it."""

    model: Any = None
    permission_policy: Any = None
    permission_required = "delete"  # type: ignore[assignment]  # Wagtail declares None only
    index_url_name: str = ""
    header_icon = "list-ul"
    page_title = "Fusionner"
    template_name = "taxonomy/admin/merge.html"

    @cached_property
    def source(self) -> Any:
        return get_object_or_404(self.model, pk=self.kwargs["pk"])

    @cached_property
    def form(self) -> MergeForm:
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        return MergeForm(self.source, sent if "target" in sent else None)

    def get_page_subtitle(self) -> str:
        return str(self.source)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        plural = capfirst(self.model._meta.verbose_name_plural)
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": plural},
            {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = self.form.is_bound and self.form.is_valid()
        return {
            **super().get_context_data(**kwargs),
            "source": self.source,
            "form": self.form,
            "media": self.form.media,
            "target": self.form.cleaned_data["target"] if chosen else None,
            "index_url": reverse(self.index_url_name),
            **(impact(self.source) if chosen else {}),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (self.form.is_bound and self.form.is_valid()):
            return self.render_to_response(self.get_context_data(), status=422)
        target = self.form.cleaned_data["target"]
        try:
            moved = merge(self.source, target, request.user)
        except MergeError as refusal:
            self.form.add_error("target", str(refusal))
            return self.render_to_response(self.get_context_data(), status=409)
        messages.success(
            request,
            f"« {self.source} » est fusionné dans « {target} » : "
            f"contenus modifiés : {moved.contents}, versions modifiées : {moved.versions}.",
        )
        return HttpResponseRedirect(reverse(self.index_url_name))


def impact(source: Any) -> dict[str, Any]:
    """What a merge of `source` would change."""
    held = owners(source)
    live = held[Page].filter(live=True).order_by("title") if Page in held else Page.objects.none()
    return {
        "contents": sum(rows.count() for rows in held.values()),
        "versions": versions(source).count(),
        "live_pages": live[:SHOWN_PAGES],
        "live_count": live.count(),
    }
