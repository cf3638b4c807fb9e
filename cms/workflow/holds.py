"""What keeps an approved version from going online at once: a lot, which publishes all of its pages at one instant.

Whoever holds pages registers here; the end of a review and the rules ask.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Hold:
    """`holds(page)`: an approved version of the page waits. `take(revision)`: keep this one, just approved, for later;
    called in the transaction that ends the review, it tells whether it did.
    """

    holds: Callable[[Any], bool]
    take: Callable[[Any], bool]


_holds: list[Hold] = []


def register(hold: Hold) -> None:
    _holds.append(hold)


def is_held(page: Any) -> bool:
    return any(hold.holds(page) for hold in _holds)


def taken(revision: Any) -> bool:
    return any(hold.take(revision) for hold in _holds)
