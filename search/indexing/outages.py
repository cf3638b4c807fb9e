"""When to try again: full jitter, so that several sites that lost the same cluster do not come back together."""

import logging
import random
from datetime import datetime, timedelta

from django.utils import timezone

from search.indexing.errors import described
from search.models import IndexHealth

logger = logging.getLogger(__name__)

FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(seconds=30)
"""An index must be whole within a minute of the return of its cluster."""
FIRST_REFUSED_WAIT = timedelta(minutes=1)
LONGEST_REFUSED_WAIT = timedelta(hours=1)


def wait(times: int, first: timedelta, longest: timedelta) -> timedelta:
    """Anything up to the first wait, doubled each time and bounded."""
    return random.uniform(0, 1) * min(longest, first * 2 ** min(times, 20))  # noqa: S311  # no secret


def note_failure(error: Exception) -> None:
    """Logged when it begins; the screen says how it goes on."""
    health = IndexHealth.current()
    said = described(error)
    if not health.failures:
        logger.warning("The search index cannot be written: %s", said)
    again = timezone.now() + wait(health.failures, FIRST_WAIT, LONGEST_WAIT)
    IndexHealth.note(failures=health.failures + 1, retry_at=again, last_error=said[:300])


def note_success(health: IndexHealth) -> None:
    if health.failures:
        logger.warning("The search index is written again after %d failures", health.failures)
    IndexHealth.note(failures=0, retry_at=None, last_error="", checked_at=timezone.now())


def refused_again_at(times: int) -> datetime:
    """When entries that were refused are tried again."""
    return timezone.now() + wait(times, FIRST_REFUSED_WAIT, LONGEST_REFUSED_WAIT)
