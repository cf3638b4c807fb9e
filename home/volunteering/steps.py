"""What staff do with a demand: each screen asks first, then acts."""

from typing import Any, ClassVar

from django.urls import path

from cms.workflow.decisions import DecisionView, ReasonForm
from cms.workflow.permissions import may_answer_volunteers
from home.models.volunteer import Volunteer
from home.volunteering import deciding
from home.volunteering.journal import Step, note


class AnswerForm(ReasonForm):
    """The reason stays when the referent is erased."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text += " N’y nommez personne : il reste quand la personne référente est effacée."


class StepView(DecisionView):
    """Of one demand."""

    model = Volunteer
    register = ("volontaires", "Collectivités volontaires")
    not_offered = "Cela ne se fait pas d’une demande dans l’état « {} »."
    step: ClassVar[Step]

    def may_decide(self, user: Any) -> bool:
        return may_answer_volunteers(user)

    def get_page_title(self) -> str:
        return str(self.step.label)

    @classmethod
    def name(cls) -> str:
        return f"volunteer_{cls.step}"

    @classmethod
    def button(cls) -> dict[str, Any]:
        return {"url_name": cls.name(), "label": cls.step.label, "is_serious": cls.is_serious}


class AcceptView(StepView):
    step, slug = Step.ACCEPT, "retenir"
    question = "Le nom de la collectivité paraîtra sur la page, et la personne référente sera prévenue."
    done = "la collectivité est retenue."
    states = deciding.ACCEPTED_FROM

    def act(self, answers: dict[str, Any]) -> None:
        deciding.accept(self.row, self.user)


class RefuseView(StepView):
    step, slug = Step.REFUSE, "ne-pas-retenir"
    question = "Rien n’est publié ; la personne référente reçoit le motif."
    done = "la réponse est partie."
    states = deciding.REFUSED_FROM
    form_class = AnswerForm
    is_serious = True

    def act(self, answers: dict[str, Any]) -> None:
        deciding.refuse(self.row, self.user, answers["reason"])


class WithdrawView(StepView):
    step, slug = Step.WITHDRAW, "retirer"
    question = "La collectivité quitte la page, ou sa demande le bureau ; la personne référente reçoit le motif."
    done = "la demande est retirée."
    states = deciding.WITHDRAWN_FROM
    form_class = AnswerForm
    is_serious = True

    def act(self, answers: dict[str, Any]) -> None:
        deciding.withdraw(self.row, self.user, answers["reason"])


class EraseView(StepView):
    step, slug = Step.ERASE, "effacer"
    question = (
        "Son nom, sa fonction et son adresse sont effacés, et ses liens ne servent plus. La demande reste, "
        "retirée si elle attend une réponse."
    )
    done = "la personne est effacée."
    is_serious = True

    def act(self, answers: dict[str, Any]) -> None:
        deciding.erase(self.row)
        note(self.row, self.step, self.user)

    @classmethod
    def offered(cls, row: Volunteer) -> bool:
        return row.erased_at is None


STEPS: tuple[type[StepView], ...] = (AcceptView, RefuseView, WithdrawView, EraseView)
urls = [path(f"volontaires/<int:pk>/{view.slug}/", view.as_view(), name=view.name()) for view in STEPS]
