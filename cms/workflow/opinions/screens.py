"""In the admin, the opinions asked on a page: what became of each, and the form that asks another."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page

from cms.members.roles import REDACTION, RELECTEUR, has_role
from cms.workflow import desk
from cms.workflow.desk.base import PageView
from cms.workflow.models import OpinionRequest
from cms.workflow.opinions import service as opinions
from cms.workflow.opinions.forms import RequestForm
from cms.workflow.permissions import Action, may


class OpinionsView(PageView):
    """`/admin/avis/<page>/`"""

    page_title = "Avis demandés"
    header_icon = "comment"
    template_name = "workflow/admin/opinions.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not has_role(request.user, REDACTION, RELECTEUR):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def form(self) -> RequestForm:
        return RequestForm(self.request.POST if self.request.method == "POST" else None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        revision = opinions.version_to_read(self.page)
        return {
            **super().get_context_data(**kwargs),
            "opinions": opinions.opinions_of(self.page),
            "may_ask": may(self.request.user, Action.REQUEST_OPINION, self.page),
            "revision": revision,
            "form": self.form,
            "days": opinions.DAYS,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        user: Any = request.user
        try:
            asked = opinions.ask(self.page, user, self.form.save(commit=False))
        except opinions.OpinionRefusedError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Un lien part pour {asked.email} : il vaut sept jours, pour cette version.")
        return redirect("opinions", self.page.pk)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the link of somebody who has not answered."""
    if not has_role(request.user, REDACTION, RELECTEUR):
        raise PermissionDenied
    asked = get_object_or_404(OpinionRequest, pk=pk)
    user: Any = request.user
    opinions.revoke(asked, user)
    messages.success(request, f"Le lien de {asked.name} ne s’ouvre plus.")
    return redirect("opinions", asked.page_id)


def on_item(request: HttpRequest, page: Page) -> desk.Context | None:
    """For the desk's page of what is under review: what was asked, what was answered."""
    return {"opinions": opinions.opinions_of(page), "page": page}


def connect() -> None:
    section = desk.ItemSection("avis", "Avis demandés par lien", "workflow/admin/item_opinions.html", on_item)
    desk.register_item_section(section)


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [
        path("avis/<int:page_id>/", OpinionsView.as_view(), name="opinions"),
        path("avis/revoquer/<int:pk>/", revoke, name="revoke_opinion"),
    ]


@hooks.register("register_page_header_buttons")
def header_button(page: Page, user: Any, next_url: str | None = None, view_name: str = "") -> Any:
    """Beside the other actions of the edit screen."""
    if has_role(user, REDACTION, RELECTEUR) and page.depth > 1:
        yield Button("Demander un avis par lien", reverse("opinions", args=[page.pk]), icon_name="comment", priority=65)


class OpinionFormatter(LogFormatter):
    """Names the person, who has no account for Wagtail to name."""

    def format_message(self, log_entry: Any) -> str:
        return self.message.format(**{"person": "une personne", "answer": "", **log_entry.data})


class Asked(OpinionFormatter):
    label = "Demander un avis par lien"
    message = "a demandé son avis à {person}"


class Given(OpinionFormatter):
    label = "Donner un avis par lien"
    message = "{person} a donné son avis : {answer}"


class Revoked(OpinionFormatter):
    label = "Révoquer une demande d’avis"
    message = "a révoqué la demande d’avis à {person}"


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(opinions.ASKED)(Asked)
    actions.register_action(opinions.GIVEN)(Given)
    actions.register_action(opinions.REVOKED)(Revoked)
