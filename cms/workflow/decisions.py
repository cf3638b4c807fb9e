"""What staff decide of a row of a register: a screen asks first, then acts; a reason is told; the journal keeps it."""

from collections.abc import Collection, Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import LogFormatter

from cms.members.models import User

LONGEST = 5000
"""Characters of a reason."""


class DecisionRefused(PermissionDenied):
    """`message` says why, in French; nothing was changed."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


class ReasonForm(forms.Form):
    """Sent to the territory, and kept in the journal."""

    reason = forms.CharField(
        label="Motif",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        help_text="Envoyé à la personne référente et gardé dans l’historique. Jamais publié.",
        error_messages={"required": "Dites à la collectivité pourquoi."},
    )


class ReasonFormatter(LogFormatter):
    """A sentence, and the reason that was given."""

    def format_message(self, log_entry: Any) -> str:
        reason = log_entry.data.get("reason", "")
        return f"{self.message} : « {reason} »" if reason else str(self.message)


class DecisionView(WagtailAdminTemplateMixin, FormView):
    """`states`: those in which the decision is offered, every one when empty. The row has a `state`."""

    header_icon = "group"
    template_name = "workflow/admin/decision.html"
    form_class: type[forms.BaseForm] = forms.Form
    model: ClassVar[type[models.Model]]
    register: ClassVar[tuple[str, str]]
    """Address of the register in the admin, and its name."""
    not_offered: ClassVar[str]
    """`{}` stands for the state of the row."""
    title: ClassVar[str]
    slug: ClassVar[str]
    question: ClassVar[str]
    done: ClassVar[str]
    states: ClassVar[Collection[str]] = ()
    is_serious = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.may_decide(request.user):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def row(self) -> Any:
        return get_object_or_404(self.model, pk=self.kwargs["pk"])

    @property
    def user(self) -> User:
        return cast("User", self.request.user)

    def get_page_title(self) -> str:
        return self.title

    def get_page_subtitle(self) -> str:
        return str(self.row)

    def get_breadcrumbs_items(self) -> Sequence[dict[str, Any]]:
        address, label = self.register
        return [
            *self.breadcrumbs_items,
            {"url": reverse(f"{address}_modeladmin_index"), "label": label},
            {"url": self.get_success_url(), "label": str(self.row)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            question=self.question, is_serious=self.is_serious, back_url=self.get_success_url(), **kwargs
        )

    def get_success_url(self) -> str:
        return reverse(f"{self.register[0]}_modeladmin_inspect", args=[self.kwargs["pk"]])

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            if not self.offered(self.row):
                raise DecisionRefused(self.not_offered.format(self.row.get_state_display()))
            with transaction.atomic():
                self.act(form.cleaned_data)
        except DecisionRefused as refused:
            messages.error(self.request, refused.message)
        else:
            messages.success(self.request, f"« {self.row} » : {self.done}")
        return redirect(self.get_success_url())

    def may_decide(self, user: Any) -> bool:
        raise NotImplementedError

    def act(self, answers: dict[str, Any]) -> None:
        raise NotImplementedError

    @classmethod
    def offered(cls, row: Any) -> bool:
        return not cls.states or row.state in cls.states

    @classmethod
    def name(cls) -> str:
        """Of its address."""
        raise NotImplementedError

    @classmethod
    def button(cls) -> dict[str, Any]:
        """That leads here, on the page of a row."""
        return {"url_name": cls.name(), "label": cls.title, "is_serious": cls.is_serious}
