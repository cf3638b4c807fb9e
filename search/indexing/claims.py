"""One process writes to the index at a time. A claim is a row with a date: a killed process loses it by itself."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from search.indexing.errors import ClaimLostError
from search.models import IndexHealth

LEASE = timedelta(seconds=30)
"""More than any one request to Elasticsearch may take: the claim is renewed before each."""
PAUSE = 0.2


class Claim:
    """Held by one process until `LEASE` after it last renewed it."""

    def __init__(self) -> None:
        self.token = secrets.token_hex(16)

    def take(self) -> bool:
        now = timezone.now()
        free = Q(claim="") | Q(claimed_until=None) | Q(claimed_until__lt=now)
        taken = IndexHealth.objects.filter(free, pk=1).update(claim=self.token, claimed_until=now + LEASE)
        return bool(taken)

    def renew(self) -> None:
        """Raises ClaimLostError when another process has it by now."""
        if not self._held().update(claimed_until=timezone.now() + LEASE):
            raise ClaimLostError

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that only the holder makes: a process that woke up too late writes nothing."""
        with transaction.atomic():
            self.renew()
            yield

    def release(self) -> None:
        self._held().update(claim="", claimed_until=None)

    def _held(self) -> "models.QuerySet[IndexHealth]":
        return IndexHealth.objects.filter(pk=1, claim=self.token)


@contextmanager
def claimed(patience: float = 0) -> Iterator[Claim | None]:
    """The claim, or None when another process still holds it after `patience` seconds."""
    IndexHealth.current()
    claim, limit = Claim(), time.monotonic() + patience
    while not (taken := claim.take()) and time.monotonic() < limit:
        time.sleep(PAUSE)
    try:
        yield claim if taken else None
    finally:
        claim.release()
