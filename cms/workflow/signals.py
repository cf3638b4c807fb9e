"""Every step of the workflow, told once and in its transaction, whichever screen or command it was taken from."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.dispatch import Signal

step_taken = Signal()
"""Provides `step`, a `Step`. A receiver that fails undoes the step: what may fail is written as a row, for a sweep."""


class Kind(StrEnum):
    """APPROVED: the review ends well, the version is published, scheduled or kept by its lot. VOTED: one voice of
    several. REFUSED: the review ends, the draft stays.
    """

    SUBMITTED = "soumise"
    VOTED = "une approbation"
    APPROVED = "approuvée"
    CHANGES_REQUESTED = "modifications demandées"
    REFUSED = "refusée"
    WITHDRAWN = "retirée de la relecture"
    PUBLISHED = "publiée"
    TAKEN_OFFLINE = "retirée du site"


@dataclass(frozen=True)
class Step:
    """`user` is who took it, None for the worker; `due` the day by which a submitted version should be answered."""

    kind: Kind
    page: Any
    revision: Any
    user: Any
    comment: str = ""
    due: datetime.date | None = None


_silent: ContextVar[bool] = ContextVar("silent_steps", default=False)


@contextmanager
def silent_steps() -> Iterator[None]:
    """Nobody is told of what a loader does: dozens of pages nobody waits for."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


def tell(step: Step) -> None:
    if not _silent.get():
        step_taken.send(sender=step.kind, step=step)
