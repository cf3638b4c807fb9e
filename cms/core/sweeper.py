"""What must happen even if the process that should have done it died: every application registers its sweep here.

A sweep is a function that does everything due now and can be run again at any time. It opens its own transactions.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

logger = logging.getLogger(__name__)

HOUR = 60 * 60


@dataclass
class Sweep:
    """`every`: seconds between two runs by one worker. Never less than the worker's own turn."""

    run: Callable[[], None]
    every: float
    next_run: float = 0


_sweeps: dict[str, Sweep] = {}


def register(name: str, sweep: Callable[[], None], *, every: float = 0) -> None:
    """`name` is what the log shows when the sweep fails. `every` is for a sweep that costs more than a query or two."""
    _sweeps[name] = Sweep(sweep, every)


def sweep_once(*, only_due: bool = False) -> list[str]:
    """Run every sweep, or those whose turn has come, whatever happens to the others; the names of those that failed."""
    failed = []
    now = time.monotonic()
    for name, sweep in _sweeps.items():
        if only_due and now < sweep.next_run:
            continue
        sweep.next_run = now + sweep.every
        try:
            sweep.run()
        except Exception:
            logger.exception("Sweep %s failed", name)
            failed.append(name)
    return failed
