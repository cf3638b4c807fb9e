"""What staff do with a commitment and with those who answer for it: each screen asks first, then acts."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.functional import cached_property

from cms.workflow.decisions import ReasonForm
from concertation_pages.commitment import referents, validation
from concertation_pages.commitment.journal import Step, note
from concertation_pages.commitment.staff_forms import ReferentForm
from concertation_pages.commitment.step_view import StepView
from concertation_pages.models import Commitment, Referent

State = Commitment.State


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
