"""Mails about a demand. Those to the referent hold no word that was typed; those to staff, nothing of who asked."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from cms.core.mail import absolute, queue
from cms.members import links
from cms.members.roles import REDACTION, holders_of
from home.models.volunteer import Volunteer

PURPOSE = "volontaire"
"""Of the link that confirms an address, then shows the receipt."""
DAYS = 7
"""To confirm; then a demand that nobody confirmed is erased."""
RECEIPT_DAYS = 400
"""The same link shows the receipt for as long."""


def event(volunteer: Volunteer) -> str:
    """What the key of every mail to this person begins with (`cms.core.mail`)."""
    return f"volontaire:{volunteer.pk}"


def ask_to_confirm(volunteer: Volunteer) -> None:
    """A new link. Whoever reads this mail may have asked for nothing."""
    _, token = links.issue(PURPOSE, volunteer.email, volunteer, days=RECEIPT_DAYS)
    _send("confirm", volunteer, links.address(token), "Vérifier et confirmer", days=DAYS)


def tell_staff(volunteer: Volunteer) -> None:
    """That a collectivité waits for an answer."""
    url = absolute(reverse("volontaires_modeladmin_inspect", args=[volunteer.pk]))
    context = {"volunteer": volunteer, "url": url, "action": "Voir cette demande"}
    for user in holders_of(REDACTION).exclude(email=""):
        queue("volunteer_waiting", user.email, context, key=f"volontaire-a-etudier:{volunteer.pk}:{user.pk}")


def tell_accepted(volunteer: Volunteer, page_url: str) -> None:
    _send("accepted", volunteer, page_url, "Voir la page")


def tell_closed(volunteer: Volunteer) -> None:
    """Refused or withdrawn, with the reason that staff gave."""
    _send("closed", volunteer, reverse("wagtail_serve", args=["contact/"]), "Écrire à l’équipe du site")


def _send(name: str, volunteer: Volunteer, path: str, action: str, **context: Any) -> None:
    """Each call is one mail: who calls holds the row that decides of it."""
    values = {"volunteer": volunteer, "url": absolute(path), "action": action, **context}
    key = f"{event(volunteer)}:{name}:{timezone.now().isoformat()}"
    queue(f"volunteer_{name}", volunteer.email, values, key=key)
