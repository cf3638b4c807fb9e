"""Nobody enters the team unseen: the rest of the administration is told of each role that opens the admin."""

from collections.abc import Iterable

from django.urls import reverse

from cms.core.mail import absolute
from cms.members.account_mails import ROLE_GRANTED
from cms.members.models import User
from cms.members.roles import ADMINISTRATION, STAFF, holders_of


def tell_administration(person: User, granted: Iterable[str], by: User | None) -> None:
    """`granted` are names of roles that `person` did not have; those of `STAFF` are told of."""
    names = {*granted}
    roles = [role.name for role in STAFF if role.name in names]
    if not roles:
        return
    others = holders_of(ADMINISTRATION).exclude(email="").exclude(pk=person.pk)
    context = {
        "person": str(person),
        "email": person.email,
        "roles": ", ".join(roles),
        "by": str(by or "l’installation"),
        "url": absolute(reverse("wagtailusers_users:edit", args=[person.pk])),
    }
    for keeper in others:
        if keeper != by:
            ROLE_GRANTED.send(keeper.email, context)
