"""Mails about a commitment. Those to a referent hold a link made for that mail and for that person."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from cms.core.mail import absolute, queue
from cms.members import links
from cms.members.models import User
from cms.members.roles import REDACTION, holders_of
from concertation_pages.models import Commitment, Referent
from concertation_pages.space.links import space_address

PURPOSE = "engagement"
"""Of the link that confirms an address, then shows the receipt."""
DAYS = 7
"""To confirm; then a commitment that nobody confirmed is erased."""
RECEIPT_DAYS = 400
"""The same link shows the receipt for as long."""


def event(referent: Referent) -> str:
    """What the key of every mail to this person begins with (`cms.core.mail`)."""
    return f"engagement:{referent.pk}"


def ask_to_confirm(referent: Referent) -> None:
    """A new link. Whoever reads this mail may have asked for nothing: it repeats no word that was typed."""
    _, token = links.issue(PURPOSE, referent.email, referent, days=RECEIPT_DAYS)
    _send("confirm", referent, links.address(token), "Vérifier et confirmer", days=DAYS)


def tell_staff(commitment: Commitment) -> None:
    """That a territory waits for an answer; nothing of who asked."""
    url = absolute(reverse("engagements_modeladmin_inspect", args=[commitment.pk]))
    context = {"commitment": commitment, "url": url, "action": "Voir cet engagement"}
    for user in holders_of(REDACTION).exclude(email=""):
        queue("commitment_waiting", user.email, context, key=f"engagement-a-valider:{commitment.pk}:{user.pk}")


def tell_validated(referent: Referent, by: User) -> None:
    _send("validated", referent, space_address(referent, by), "Ouvrir l’espace de l’engagement")


def send_space_link(referent: Referent, by: User | None) -> None:
    """Again, to somebody who lost it or asks for another, or who has just been added."""
    _send("link", referent, space_address(referent, by), "Ouvrir l’espace de l’engagement")


def tell_closed(referent: Referent) -> None:
    """Refused or withdrawn, with the reason that staff gave."""
    _send("closed", referent, reverse("wagtail_serve", args=["contact/"]), "Écrire à l’équipe du site")


def _send(name: str, referent: Referent, url: str, action: str, **context: Any) -> None:
    """`url` is whole or a path. Each call is one mail: who calls holds the row that decides of it."""
    whole = url if "://" in url else absolute(url)
    values = {"commitment": referent.commitment, "url": whole, "action": action, **context}
    queue(f"commitment_{name}", referent.email, values, key=f"{event(referent)}:{name}:{timezone.now().isoformat()}")
