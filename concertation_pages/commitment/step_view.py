"""The screen of one thing that staff do with a commitment: it asks first, then acts."""

from typing import Any, ClassVar

from cms.workflow.decisions import DecisionView
from cms.workflow.permissions import may_decide_commitments
from concertation_pages.commitment.journal import Step
from concertation_pages.models import Commitment


class StepView(DecisionView):
    """`states`: those in which the step is offered, every one when empty."""

    model = Commitment
    register = ("engagements", "Engagements")
    not_offered = "Cela ne se fait pas d’un engagement dans l’état « {} »."
    step: ClassVar[Step]

    @property
    def commitment(self) -> Commitment:
        commitment: Commitment = self.row
        return commitment

    def may_decide(self, user: Any) -> bool:
        return may_decide_commitments(user)

    def get_page_title(self) -> str:
        return str(self.step.label)

    @classmethod
    def name(cls) -> str:
        return f"commitment_{cls.step}"

    @classmethod
    def button(cls) -> dict[str, Any]:
        return {"url_name": cls.name(), "label": cls.step.label, "is_serious": cls.is_serious}
