"""The screen of one thing that staff do with a commitment: it asks first, then acts."""

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.members.models import User
from cms.workflow.permissions import may_decide_commitments
from concertation_pages.commitment import validation
from concertation_pages.commitment.journal import Step
from concertation_pages.models import Commitment

NOT_OFFERED = "Cela ne se fait pas d’un engagement dans l’état « {} »."


class StepView(WagtailAdminTemplateMixin, FormView):
    """`states`: those in which the step is offered, every one when empty."""

    header_icon = "group"
    template_name = "concertation_pages/admin/commitment_step.html"
    form_class: type[forms.BaseForm] = forms.Form
    step: ClassVar[Step]
    slug: ClassVar[str]
    question: ClassVar[str]
    done: ClassVar[str]
    states: ClassVar[Sequence[str]] = ()
    is_serious = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_decide_commitments(request.user):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def commitment(self) -> Commitment:
        return get_object_or_404(Commitment, pk=self.kwargs["pk"])

    @property
    def user(self) -> User:
        return cast("User", self.request.user)

    def get_page_title(self) -> str:
        return str(self.step.label)

    def get_page_subtitle(self) -> str:
        return self.commitment.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("engagements_modeladmin_index"), "label": "Engagements"},
            {"url": self.get_success_url(), "label": self.commitment.name},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            question=self.question, is_serious=self.is_serious, back_url=self.get_success_url(), **kwargs
        )

    def get_success_url(self) -> str:
        return reverse("engagements_modeladmin_inspect", args=[self.kwargs["pk"]])

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            if not self.offered(self.commitment):
                raise validation.DecisionRefused(NOT_OFFERED.format(self.commitment.get_state_display()))
            with transaction.atomic():
                self.act(form.cleaned_data)
        except validation.DecisionRefused as refused:
            messages.error(self.request, refused.message)
        else:
            messages.success(self.request, f"« {self.commitment.name} » : {self.done}")
        return redirect(self.get_success_url())

    def act(self, answers: dict[str, Any]) -> None:
        raise NotImplementedError

    @classmethod
    def offered(cls, commitment: Commitment) -> bool:
        return not cls.states or commitment.state in cls.states

    @classmethod
    def name(cls) -> str:
        """Of its address."""
        return f"commitment_{cls.step}"
