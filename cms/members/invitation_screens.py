"""Invitations and mail domains in the admin, for administration."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from cms.members import invitations
from cms.members.models import EmailDomain, Invitation, User
from cms.members.roles import ADMINISTRATION, has_role
from cms.territories.chooser import local_authority_chooser


class InvitationForm(forms.ModelForm[Invitation]):
    """Whom, as what, for whom."""

    class Meta:
        model = Invitation
        fields = ["first_name", "last_name", "email", "role", "authority"]
        widgets = {"authority": local_authority_chooser.widget_class()}


class InvitationIndexView(generic.IndexView):
    """Latest first, with what became of each."""

    page_title = "Invitations"
    add_item_label = "Inviter quelqu’un"

    @cached_property
    def columns(self) -> list[Column]:  # type: ignore[override]  # Wagtail's own is one too
        with_buttons = self._get_title_column_class(TitleColumn)
        return [
            with_buttons("name", label="Personne", accessor=str),
            Column("email", label="Adresse"),
            Column("role", label="Rôle"),
            Column("authority", label="Collectivité"),
            Column("state", label="État"),
            DateColumn("created_at", label="Créée"),
            Column("created_by", label="Par"),
        ]

    def get_base_queryset(self) -> QuerySet[Invitation]:
        return Invitation.objects.select_related("authority", "created_by").prefetch_related("links")

    def get_list_more_buttons(self, instance: Invitation) -> list[MenuItem]:
        if instance.accepted_at:
            return []
        resend = MenuItem("Renvoyer", url=reverse("invitation:resend", args=[instance.pk]), icon_name="mail")
        revoke = MenuItem("Retirer", url=reverse("invitation:revoke", args=[instance.pk]), icon_name="cross")
        return [resend, revoke] if instance.state == "en attente" else [resend]


class InvitationCreateView(generic.CreateView):
    """Saving sends."""

    page_title = "Inviter quelqu’un"
    success_message = "L’invitation de %(object)s est partie."
    submit_button_label = "Envoyer l’invitation"

    def save_instance(self) -> Invitation:
        self.form.instance.created_by = self.request.user
        invitation: Invitation = super().save_instance()
        invitations.send(invitation, cast("User", self.request.user))
        return invitation

    def get_success_buttons(self) -> list[Any]:
        return []  # it is not edited afterwards


class _StepView(WagtailAdminTemplateMixin, TemplateView):
    """Asks, then does."""

    header_icon = "mail"
    template_name = "members/admin/invitation_step.html"
    question = ""
    done = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not has_role(request.user, ADMINISTRATION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def invitation(self) -> Invitation:
        return get_object_or_404(Invitation, pk=self.kwargs["pk"], accepted_at=None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = self.question.format(self.invitation)
        return {**super().get_context_data(**kwargs), "question": question, "index_url": reverse("invitation:index")}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.act()
        log(self.invitation, "wagtail.edit", user=request.user)
        messages.success(request, self.done.format(self.invitation))
        return redirect("invitation:index")

    def act(self) -> None:
        raise NotImplementedError


class ResendView(_StepView):
    page_title = "Renvoyer l’invitation"
    question = "Envoyer un nouveau lien à {} ? Le précédent ne servira plus."
    done = "L’invitation de {} est repartie."

    def act(self) -> None:
        invitations.send(self.invitation, cast("User", self.request.user))


class RevokeView(_StepView):
    page_title = "Retirer l’invitation"
    question = "Retirer l’invitation de {} ? Son lien ne servira plus."
    done = "L’invitation de {} est retirée."

    def act(self) -> None:
        invitations.revoke(self.invitation, cast("User", self.request.user))


class InvitationViewSet(ModelViewSet):
    """`/admin/invitation/`"""

    model = Invitation
    icon = "mail"
    menu_label = "Invitations"
    menu_order = 610
    add_to_settings_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    list_filter = ["role"]
    search_fields = ["first_name", "last_name", "email"]
    index_view_class = InvitationIndexView
    add_view_class = InvitationCreateView

    def get_form_class(self, for_update: bool = False) -> type[InvitationForm]:
        return InvitationForm

    def get_urlpatterns(self) -> list[URLPattern]:
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name in {"index", "index_results", "add"}]
        return [
            *kept,
            path("<int:pk>/renvoyer/", ResendView.as_view(), name="resend"),
            path("<int:pk>/retirer/", RevokeView.as_view(), name="revoke"),
        ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        gone = dict.fromkeys(("edit_url_name", "delete_url_name", "history_url_name", "usage_url_name"))
        return super().get_common_view_kwargs(**{**gone, **kwargs})

    def register_admin_url_finder(self) -> None:
        """An invitation has no page of its own."""


class EmailDomainViewSet(ModelViewSet):
    """`/admin/emaildomain/`: whose addresses make members by themselves."""

    model = EmailDomain
    icon = "globe"
    menu_label = "Domaines de courriel"
    menu_order = 620
    add_to_settings_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = ["domain", "authority"]
    search_fields = ["domain", "authority__name"]
    form_fields = ["domain", "authority"]
