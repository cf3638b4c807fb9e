"""What staff do with a commitment and with those who answer for it: each screen asks first, then acts."""

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.members.models import User
from cms.workflow.permissions import may_decide_commitments
from concertation_pages.commitment import referents, validation
from concertation_pages.commitment.journal import Step, note
from concertation_pages.commitment.staff_forms import ReasonForm, ReferentForm
from concertation_pages.models import Commitment, Referent

State = Commitment.State
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


class ValidateView(StepView):
    step, slug = Step.VALIDATE, "valider"
    question = (
        "Le territoire paraîtra dans les listes publiques, et sa personne référente recevra le lien de son espace."
    )
    done = "l’engagement est validé."
    states = validation.VALIDATED_FROM

    def act(self, answers: dict[str, Any]) -> None:
        validation.validate(self.commitment, self.user)


class RefuseView(StepView):
    step, slug = Step.REFUSE, "refuser"
    question = "L’engagement ne sera pas publié, et ses liens ne serviront plus."
    done = "l’engagement est refusé, la personne référente prévenue."
    states = validation.REFUSED_FROM
    form_class = ReasonForm
    is_serious = True

    def act(self, answers: dict[str, Any]) -> None:
        validation.refuse(self.commitment, self.user, answers["reason"])


class WithdrawView(StepView):
    step, slug = Step.WITHDRAW, "retirer"
    question = (
        "Le territoire quittera les listes publiques, et ses liens ne serviront plus. Ses comptes rendus restent en "
        "ligne : retirez-les aussi, s’il le faut, depuis leur page."
    )
    done = "l’engagement est retiré, la personne référente prévenue."
    states = validation.WITHDRAWN_FROM
    form_class = ReasonForm
    is_serious = True

    def act(self, answers: dict[str, Any]) -> None:
        validation.withdraw(self.commitment, self.user, answers["reason"])


class AddReferentView(StepView):
    step, slug = Step.ADD_REFERENT, "personne"
    question = "Si le territoire est déjà public, le lien de son espace part aussitôt à cette adresse."
    done = "la personne référente est ajoutée."
    form_class = ReferentForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": Referent(commitment=self.commitment)}

    def act(self, answers: dict[str, Any]) -> None:
        referents.add(self.commitment, self.user, answers)
        note(self.commitment, self.step, self.user)


class ReferentStepView(StepView):
    """About one of those who answer for the commitment."""

    @cached_property
    def referent(self) -> Referent:
        return get_object_or_404(self.commitment.referents.exclude(email=""), pk=self.kwargs["referent_pk"])

    def get_page_subtitle(self) -> str:
        return f"{self.referent.email}, {self.commitment.name}"

    def act(self, answers: dict[str, Any]) -> None:
        self.act_on_referent()
        note(self.commitment, self.step, self.user)

    def act_on_referent(self) -> None:
        raise NotImplementedError


class SendLinkView(ReferentStepView):
    step, slug = Step.SEND_LINK, "lien"
    question = "Un nouveau lien part à cette adresse : celui qui confirme s’il est attendu, sinon celui de l’espace."
    done = "le lien est parti."
    states = (State.UNCONFIRMED, *validation.WITHDRAWN_FROM)

    def act_on_referent(self) -> None:
        referents.send_link(self.referent, self.user)


class RevokeLinksView(ReferentStepView):
    step, slug = Step.REVOKE_LINKS, "revoquer"
    question = "Aucun des liens déjà envoyés à cette adresse ne servira plus."
    done = "les liens de cette personne ne servent plus."

    def act_on_referent(self) -> None:
        referents.revoke_links(self.referent, self.user)


class EraseReferentView(ReferentStepView):
    step, slug = Step.ERASE_REFERENT, "effacer"
    question = "Son nom, sa fonction et son adresse sont effacés, et ses liens ne servent plus."
    done = "la personne est effacée."
    is_serious = True

    def act_on_referent(self) -> None:
        referents.erase(self.referent)


STEPS: tuple[type[StepView], ...] = (ValidateView, RefuseView, WithdrawView, AddReferentView)
REFERENT_STEPS: tuple[type[StepView], ...] = (SendLinkView, RevokeLinksView, EraseReferentView)
urls = [
    *(path(f"engagements/<int:pk>/{view.slug}/", view.as_view(), name=view.name()) for view in STEPS),
    *(
        path(f"engagements/<int:pk>/personnes/<int:referent_pk>/{view.slug}/", view.as_view(), name=view.name())
        for view in REFERENT_STEPS
    ),
]
