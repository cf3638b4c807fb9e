"""Whether a service that failed may be asked again: nobody waits for one that is known to be away."""

import random
import threading
import time
from collections.abc import Callable

FIRST_PAUSE, LONGEST_PAUSE = 2.0, 30.0
"""Seconds before the first new attempt, and between attempts at most."""


class Breaker:
    """Closed while the service answers. One failure opens it; then one caller at a time, after a pause that grows with
    the failures and that chance shortens (processes do not come back together), may see whether the service is back.

    Of one process; safe for threads. `now` gives seconds that only grow.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._failures = 0
        self._retry_at = 0.0
        self._probing = False

    @property
    def closed(self) -> bool:
        return not self._failures

    def take_probe(self) -> bool:
        """Whether this caller is the one who tries. He must then say `succeeded` or `failed`."""
        with self._lock:
            if self.closed or self._probing or self._now() < self._retry_at:
                return False
            self._probing = True
            return True

    def failed(self) -> bool:
        """Whether it was closed until now. A request that was under way when it opened changes nothing."""
        with self._lock:
            if self._failures and not self._probing:
                return False
            pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2**self._failures)
            self._retry_at = self._now() + pause * random.uniform(0.5, 1)  # noqa: S311  # nothing secret in a pause
            self._failures += 1
            self._probing = False
            return self._failures == 1

    def succeeded(self) -> None:
        """The probe was answered."""
        with self._lock:
            self._failures, self._probing = 0, False
