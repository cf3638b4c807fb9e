"""What a process has read of all the entries, and what it has read since of those that changed."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import QuerySet

from cms.core.per_version import PerVersion
from search.models import IndexState, SearchEntry

MANY = 1_000
"""Beyond this many changed entries, reading all of them again is worth it: every version reads the changed ones."""

T = TypeVar("T")


@dataclass(frozen=True)
class Layers(Generic[T]):
    """`since` answers for the entries that it holds, `whole` for the others."""

    whole: T
    since: T


class Layered(Generic[T]):
    """Layers of the current version, kept in this process. `read` makes one from rows, withdrawn ones included."""

    def __init__(self, read: Callable[[QuerySet[SearchEntry]], T]) -> None:
        self._read = read
        self._versions = PerVersion(self._layers)
        self._lock = threading.Lock()
        self._whole: tuple[T, IndexState] | None = None

    def get(self, version: str) -> Layers[T]:
        return self._versions.get(version)

    def _layers(self, _: str) -> Layers[T]:
        """The state is read first: what is written meanwhile is read again next time, never missed."""
        state = IndexState.objects.filter(pk=1).first() or IndexState()
        with self._lock:
            known = self._whole
            if known and known[1].token in state.lineage:
                changed = SearchEntry.objects.filter(sequence__gt=known[1].sequence)
                if changed.count() <= MANY:
                    return Layers(known[0], self._read(changed))
            whole = self._read(SearchEntry.objects.public())
            self._whole = (whole, state)
            return Layers(whole, self._read(SearchEntry.objects.none()))
