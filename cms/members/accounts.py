"""Making an account: by administration, by an invitation taken up, by an address of a collectivité."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.text import slugify

from cms.members.models import Membership, User
from cms.territories.models import LocalAuthority


@transaction.atomic
def create_account(
    person: User, roles: Iterable[str], authority: LocalAuthority | None = None, password: str | None = None
) -> User:
    """Save `person`, whose address and names are known. `roles` are names of groups.

    Without a password he signs in with codes. Raises IntegrityError when the address has an account, DoesNotExist for
    a role that « manage.py roles » has not made.
    """
    person.email = person.email.lower()
    person.username = free_username(person.first_name, person.last_name)
    person.set_password(password)
    person.save()
    person.groups.set([Group.objects.get(name=name) for name in roles])
    if authority:
        Membership.objects.create(user=person, authority=authority)
    return person


def address_saved(instance: User, **kwargs: Any) -> None:
    """Receiver: allauth keeps its own list of addresses; the one of the account is the only one that opens it."""
    EmailAddress.objects.filter(user=instance).exclude(email__iexact=instance.email).delete()


def free_username(first_name: str, last_name: str) -> str:
    """Nobody types it: it only names the account in logs and in the admin."""
    base = slugify(f"{first_name} {last_name}")[:100] or "compte"
    taken = set(User.objects.filter(username__startswith=base).values_list("username", flat=True))
    return next(name for name in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)
