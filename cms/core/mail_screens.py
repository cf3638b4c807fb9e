"""« Courriels », for the administration: what left, what waits, what did not arrive; never what they said.

A mail that stopped may be tried again by somebody who knows that it did not arrive.
"""

from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView

from cms.core.mail import try_again
from cms.core.models import OutgoingMail
from cms.core.models.outgoing_mail import MailQuerySet, MailState

PERMISSION = "core.view_outgoingmail"


class MailFilterSet(WagtailFilterSet):
    """By state, which is not a column."""

    state = django_filters.ChoiceFilter(label="État", choices=MailState.choices, method="in_state")

    class Meta:
        model = OutgoingMail
        fields: list[str] = []

    def in_state(self, mails: MailQuerySet, name: str, value: str) -> MailQuerySet:
        return mails.in_state(MailState(value))


def standing(mail: OutgoingMail) -> str:
    """The state, with what the server answered when it was not yes."""
    if mail.state in {MailState.SENT, MailState.BROKEN_OFF} or not mail.attempts:
        return str(mail.state.label)
    return f"{mail.state.label}, {mail.attempts} essai{'s' if mail.attempts > 1 else ''} ({mail.last_error})"


class MailsView(ReportView):
    """`/admin/courriels/`, latest first."""

    model = OutgoingMail
    page_title = "Courriels"
    header_icon = "mail"
    index_url_name = "mails"
    index_results_url_name = "mails_results"
    permission_required = "view"
    filterset_class = MailFilterSet
    default_ordering = "-pk"
    list_export: list[str] = []
    columns = [
        TitleColumn("subject", label="Objet", accessor=lambda mail: mail.subject or "effacé", url_name="mail"),
        Column("recipient", label="Destinataire"),
        Column("state", label="État", accessor=standing),
        DateColumn("created", label="Écrit"),
        DateColumn("sent_at", label="Parti"),
    ]

    def get_queryset(self) -> QuerySet[OutgoingMail]:
        self.queryset = OutgoingMail.objects.defer("text", "html")
        mails: QuerySet[OutgoingMail] = super().get_queryset()
        return mails


class MailView(WagtailAdminTemplateMixin, TemplateView):
    """`/admin/courriels/<pk>/`: says what is known of one, and sends a stopped one again when asked."""

    page_title = "Courriel"
    header_icon = "mail"
    template_name = "core/admin/mail.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def mail(self) -> OutgoingMail:
        return get_object_or_404(OutgoingMail.objects.defer("text", "html"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "mail": self.mail, "index_url": reverse("mails")}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("mails"), "label": MailsView.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if try_again(self.mail):
            messages.success(request, "Le courriel repart dans quelques secondes.")
        else:
            messages.error(
                request, "Ce courriel ne peut pas repartir : il est parti, il attend déjà, ou il est effacé."
            )
        return redirect("mails")


class MailsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("courriels/", MailsView.as_view(), name="mails"),
        path("courriels/results/", MailsView.as_view(results_only=True), name="mails_results"),
        path("courriels/<int:pk>/", MailView.as_view(), name="mail"),
    ]


@hooks.register("register_reports_menu_item")
def menu_item() -> MailsMenuItem:
    return MailsMenuItem("Courriels", reverse("mails"), name="mails", icon_name="mail", order=100)
