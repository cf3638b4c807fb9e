"""Groups and accounts of the demonstration, and the account in whose name its pages are written.

An account that can log in exists only where the settings say `DEMO_ACCOUNTS`; its e-mail domain marks it, and
`cms.members.checks` refuses a database that holds one anywhere else.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group

from cms.members.models import User
from cms.members.roles import REDACTION, ROLES, Role, apply, remove_replaced_groups
from cms.taxonomy.demo import Report

DOMAIN = "demo.invalid"
PASSWORD = "demonstration-locale"  # noqa: S105  # printed by `make run`; only demonstration settings accept it
AUTHOR = "equipe-de-demonstration"


@dataclass(frozen=True)
class Account:
    """A login of the demonstration; without a role it is a superuser."""

    username: str
    first_name: str
    role: Role | None = None

    @property
    def email(self) -> str:
        return f"{self.username}@{DOMAIN}"


ACCOUNTS = (Account("redaction", "Rédaction", REDACTION), Account("administration", "Administration"))


def load_account(account: Account) -> bool:
    if User.objects.filter(username=account.username).exists():
        return False
    user = User(
        username=account.username,
        first_name=account.first_name,
        email=account.email,
        is_superuser=account.role is None,
        is_staff=account.role is None,
    )
    user.set_password(PASSWORD)
    user.save()
    if account.role:
        user.groups.add(Group.objects.get(name=account.role.name))
    return True


def author() -> User:
    """« Équipe de démonstration »: writes and answers for the demonstration's pages; has no password, cannot log in."""
    user, created = User.objects.get_or_create(username=AUTHOR, defaults={"first_name": "Équipe de démonstration"})
    if created:
        user.set_unusable_password()
        user.save()
        user.groups.add(Group.objects.get(name=REDACTION.name))
    return user


def load(report: Report) -> None:
    remove_replaced_groups()
    report("Rôles", ROLES, apply)
    if settings.DEMO_ACCOUNTS:
        report("Comptes de démonstration", ACCOUNTS, load_account)
