"""Groups and accounts of the demonstration, and the account in whose name its pages are written.

An account that can log in exists only where the settings say `DEMO_ACCOUNTS`; its e-mail domain marks it, and
`cms.members.checks` refuses a database that holds one anywhere else.
"""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth.models import Group

from cms.members.models import Membership, User
from cms.members.roles import (
    ADMINISTRATION,
    CONTRIBUTEUR,
    MEMBRE,
    REDACTION,
    RELECTEUR,
    ROLES,
    STAFF,
    Role,
    apply,
    remove_replaced_groups,
)
from cms.taxonomy.demo import Report
from cms.territories.models import LocalAuthority

DOMAIN = "demo.invalid"
PASSWORD = "demonstration-locale"  # noqa: S105  # printed by `make run`; only demonstration settings accept it
AUTHOR = "equipe-de-demonstration"
SURNAME = "de démonstration"


@dataclass(frozen=True)
class Account:
    """A login of the demonstration. `authority`: slug of the collectivité it works for; `name`: that of its role."""

    username: str
    role: Role
    authority: str = ""
    name: str = ""

    @property
    def email(self) -> str:
        return f"{self.username}@{DOMAIN}"


ACCOUNTS = (
    Account("contributeur", CONTRIBUTEUR, "rennes-metropole"),
    Account("redaction", REDACTION),
    Account("relecteur", RELECTEUR),
    Account("relectrice", RELECTEUR, name="Relectrice"),  # some decisions ask for two
    Account("administration", ADMINISTRATION),
    Account("membre", MEMBRE, "nantes-metropole"),
)


def load_account(account: Account) -> bool:
    """The team comes with a second factor, since the admin asks for one; `recovery_codes` reads what to print."""
    if User.objects.filter(username=account.username).exists():
        return False
    name = account.name or account.role.name
    user = User(username=account.username, first_name=name, last_name=SURNAME, email=account.email)
    user.set_password(PASSWORD)
    user.save()
    user.groups.add(Group.objects.get(name=account.role.name))
    for authority in LocalAuthority.objects.filter(slug=account.authority):
        Membership.objects.create(user=user, authority=authority)
    if account.role in STAFF:
        TOTP.activate(user, generate_totp_secret())
        RecoveryCodes.activate(user)
    return True


def recovery_codes(account: Account) -> list[str]:
    """Those that still serve."""
    found = Authenticator.objects.filter(
        user__username=account.username, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    return list(found.wrap().get_unused_codes()) if found else []


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
