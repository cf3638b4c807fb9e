"""What keeps the demonstration's logins out of a real site."""

import logging
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from cms.members.demo import ACCOUNTS, DOMAIN, PASSWORD
from cms.members.models import User

logger = logging.getLogger(__name__)


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
    """Called when the site starts. Raises ImproperlyConfigured, so that no worker ever answers on such a database.

    While the database is out of reach the site starts and answers 503; the first connection that opens is checked.
    """
    try:
        _refuse(no_demo_account(databases=["default"]))
    except OperationalError as error:
        logger.warning("Demo accounts will be looked for once the database answers: %s", error)
        connection_created.connect(refuse_at_first_connection)


def refuse_at_first_connection(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Receiver of `connection_created`; a connection not found good is closed, so that the next one is checked."""
    try:
        _refuse(no_demo_account(databases=[connection.alias]))
    except Exception:
        connection.close()
        raise
    connection_created.disconnect(refuse_at_first_connection)


def _refuse(errors: Sequence[CheckMessage]) -> None:
    for error in errors:
        raise ImproperlyConfigured(error.msg)
