"""What anybody may take part in today, told on the home page: the parts of the site that call say so here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cms.core.navigation import Crumb


@dataclass(frozen=True)
class Call:
    title: str
    state: str
    """A sentence: open until when, closed, or not known."""
    page: Crumb
    action: Crumb


Caller = Callable[[], Call | None]

_callers: list[Caller] = []


def register(caller: Caller) -> None:
    if caller not in _callers:
        _callers.append(caller)


def calls() -> Sequence[Call]:
    """In the order of registration; a caller that has nothing public to call for answers None."""
    return [call for caller in _callers if (call := caller())]
