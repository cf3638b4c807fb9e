"""How often one person may do something, counted in the database: every process and every machine counts together.

A window is fixed: `allow("signalement", address, 5, 3600)` lets five pass in each clock hour, so up to ten around its
turn. Nothing personal is kept in clear: the key is signed with the secret key, and the row goes when its window ends.
"""

import time
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms.core.models.rate_window import RateWindow

COUNT = """
INSERT INTO core_ratewindow (name, digest, started, count, ends) VALUES (%s, %s, %s, 1, %s)
ON CONFLICT (name, digest, started) DO UPDATE SET count = core_ratewindow.count + 1 RETURNING count
"""
"""One statement, which SQLite and PostgreSQL both run alone on a row: two requests at once are both counted."""


def allow(name: str, key: str, limit: int, seconds: int) -> bool:
    """Count one more `name` by `key` (an address, an account) and say whether it is within `limit` a window.

    To be called outside a transaction that a refusal would roll back, or the attempt is not counted.
    """
    started = int(time.time()) // seconds * seconds
    digest = salted_hmac(f"cms.core.rate_limit.{name}", key, algorithm="sha256").hexdigest()
    ends = datetime.fromtimestamp(started + seconds, tz=UTC)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [name, digest, started, connection.ops.adapt_datetimefield_value(ends)])
        count: int = cursor.fetchone()[0]
    return count <= limit * settings.RATE_LIMIT_FACTOR


def forget_past() -> None:
    """Remove the windows that are over."""
    RateWindow.objects.filter(ends__lte=timezone.now()).delete()
