"""What keeps the demonstration's logins out of a real site."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from cms.members.demo import ACCOUNTS, DOMAIN, PASSWORD
from cms.members.models import User


@register(Tags.database)
def no_demo_account(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Run by `migrate`, before any table exists on a new database, and by `check --database default`."""
    if settings.DEMO_ACCOUNTS or not databases or User._meta.db_table not in connection.introspection.table_names():
        return []
    marked = set(User.objects.filter(email__endswith=f"@{DOMAIN}").values_list("username", flat=True))
    named = User.objects.filter(username__in=[account.username for account in ACCOUNTS])  # its address may be edited
    found = sorted(marked | {user.username for user in named if user.check_password(PASSWORD)})
    if not found:
        return []
    return [
        Error(
            f"Cette base contient des comptes de démonstration, dont le mot de passe est public : {', '.join(found)}.",
            hint="Supprimez-les, ou repartez d’une base vide.",
            id="members.E001",
        )
    ]


def refuse_demo_accounts() -> None:
    """Called when the site starts. Raises ImproperlyConfigured, so that no worker ever answers on such a database."""
    for error in no_demo_account(databases=["default"]):
        raise ImproperlyConfigured(error.msg)
