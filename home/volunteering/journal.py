"""What the journal of a demand keeps: what staff answered, never who asked."""

from typing import Any

from django.db import models
from wagtail import hooks
from wagtail.log_actions import log

from cms.members.models import User
from cms.workflow.decisions import ReasonFormatter
from home.models.volunteer import Volunteer, VolunteerState


class Step(models.TextChoices):
    """A step, and the button that does it."""

    ACCEPT = "accept", "Retenir"
    REFUSE = "refuse", "Ne pas retenir"
    WITHDRAW = "withdraw", "Retirer"
    ERASE = "erase", "Effacer la personne référente"

    @property
    def state(self) -> VolunteerState:
        """Where an answer leads."""
        return STATES[self]


STATES = {
    Step.ACCEPT: VolunteerState.ACCEPTED,
    Step.REFUSE: VolunteerState.REFUSED,
    Step.WITHDRAW: VolunteerState.WITHDRAWN,
}
TOLD = {
    Step.ACCEPT: "A retenu la collectivité",
    Step.REFUSE: "N’a pas retenu la collectivité",
    Step.WITHDRAW: "A retiré la demande",
    Step.ERASE: "A effacé la personne référente",
}


def note(volunteer: Volunteer, step: Step, user: User | None = None, reason: str = "") -> None:
    """`user`: nobody when the rules of retention did it."""
    log(volunteer, f"volunteer.{step}", user=user, data={"reason": reason} if reason else None)


@hooks.register("register_log_actions")
def register_steps(actions: Any) -> None:
    for step in Step:
        words = {"label": f"Volontaire : {step.label.lower()}", "message": TOLD[step]}
        actions.register_action(f"volunteer.{step}")(type(step.name, (ReasonFormatter,), words))
