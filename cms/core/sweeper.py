"""What must happen even if the process that should have done it died: every application registers its sweep here.

A sweep is a function that does everything due now and can be run again at any time. It opens its own transactions.
"""

import logging
from collections.abc import Callable

logger = logging.getLogger(__name__)

_sweeps: dict[str, Callable[[], None]] = {}


def register(name: str, sweep: Callable[[], None]) -> None:
    """`name` is what the log shows when the sweep fails."""
    _sweeps[name] = sweep


def sweep_once() -> list[str]:
    """Run every sweep, whatever happens to the others; the names of those that failed."""
    failed = []
    for name, sweep in _sweeps.items():
        try:
            sweep()
        except Exception:
            logger.exception("Sweep %s failed", name)
            failed.append(name)
    return failed
