"""What the journal of a commitment keeps: the steps that staff took, and those of the territory that undo some of its
own; never who answers for it.
"""

from typing import Any

from django.db import models
from wagtail import hooks
from wagtail.log_actions import log

from cms.members.models import User
from cms.workflow.decisions import ReasonFormatter
from concertation_pages.models import Commitment


class Step(models.TextChoices):
    """A step, and the button that does it."""

    VALIDATE = "validate", "Valider"
    REFUSE = "refuse", "Refuser"
    WITHDRAW = "withdraw", "Retirer"
    ADD_REFERENT = "add_referent", "Ajouter une personne référente"
    SEND_LINK = "send_link", "Renvoyer un lien"
    REVOKE_LINKS = "revoke_links", "Révoquer les liens"
    ERASE_REFERENT = "erase_referent", "Effacer"


TOLD = {
    Step.VALIDATE: "A validé l’engagement",
    Step.REFUSE: "A refusé l’engagement",
    Step.WITHDRAW: "A retiré l’engagement",
    Step.ADD_REFERENT: "A ajouté une personne référente",
    Step.SEND_LINK: "A renvoyé un lien à une personne référente",
    Step.REVOKE_LINKS: "A révoqué les liens d’une personne référente",
    Step.ERASE_REFERENT: "A effacé une personne référente",
}


WITHDRAWN_INVITATIONS = "concertation.withdraw_invitations"


def note(commitment: Commitment, step: Step, user: User, reason: str = "") -> None:
    log(commitment, f"concertation.{step}", user=user, data={"reason": reason} if reason else None)


def note_withdrawn_invitations(commitment: Commitment) -> None:
    """By somebody of the territory, who has no account."""
    log(commitment, WITHDRAWN_INVITATIONS)


@hooks.register("register_log_actions")
def register_steps(actions: Any) -> None:
    for step in Step:
        words = {"label": f"Engagement : {step.label.lower()}", "message": TOLD[step]}
        actions.register_action(f"concertation.{step}")(type(step.name, (ReasonFormatter,), words))
    actions.register_action(
        WITHDRAWN_INVITATIONS,
        "Engagement : retirer des invitations",
        "Invitations sans réponse retirées depuis l’espace du territoire",
    )
