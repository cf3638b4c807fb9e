"""The page of the link that confirms a demand, then shows its receipt. Opening it does nothing: programs that check
mails open links.
"""

from typing import cast

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from cms.members.links import LinkRefused, Refusal, SignedLink
from home.models.volunteer import Volunteer
from home.volunteering.mails import tell_staff
from home.volunteering.requesting import standing

SECOND = "Une autre demande porte déjà cette collectivité : rien n’a changé."
NEXT_STEPS = (
    "La rédaction étudie la demande et répond à la personne référente par courriel.",
    "Si la collectivité est retenue, son nom paraît sur la page, et lui seul.",
    "Les coordonnées de la personne référente sont effacées douze mois après la réponse ou le retrait.",
)


def check(link: SignedLink) -> None:
    """Raises LinkRefused for a demand that came second."""
    volunteer = cast("Volunteer", link.target)
    if volunteer.state == Volunteer.State.UNCONFIRMED and standing(volunteer.authority):
        raise LinkRefused(Refusal.SUPERSEDED, SECOND)


def answer(request: HttpRequest, link: SignedLink, rest: str) -> HttpResponseBase:
    """A button; once it has served, the receipt."""
    volunteer = cast("Volunteer", link.target)
    if request.method == "POST" and not link.used_at:
        confirm(volunteer, link)
        return redirect(request.path)
    context = {
        "title": "Votre demande est enregistrée" if link.used_at else "Confirmer la demande",
        "volunteer": volunteer,
        "confirmed": bool(link.used_at),
        "next_steps": NEXT_STEPS,
    }
    return render(request, "pages/home/volunteering/receipt.html", context)


def confirm(volunteer: Volunteer, link: SignedLink) -> None:
    """From now on staff are asked to answer. Raises LinkRefused for a second answer, and for a collectivité that
    another demand took meanwhile.
    """
    try:
        with transaction.atomic():
            _confirm(volunteer, link)
    except IntegrityError:
        raise LinkRefused(Refusal.SUPERSEDED, SECOND) from None


def _confirm(volunteer: Volunteer, link: SignedLink) -> None:
    held = Volunteer.objects.select_for_update().get(pk=volunteer.pk)
    link.consume()
    if held.state == Volunteer.State.UNCONFIRMED:
        held.state, held.confirmed_at = Volunteer.State.ASKED, timezone.now()
        held.save(update_fields=["state", "confirmed_at"])
        tell_staff(held)
