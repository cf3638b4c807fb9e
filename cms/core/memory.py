"""Values that a process remembers within a number of bytes."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, Protocol, TypeVar


class Weighed(Protocol):
    @property
    def weight(self) -> int:
        """Bytes, roughly."""


W = TypeVar("W", bound=Weighed)


class Memory(Generic[W]):
    """Least recently used values leave first. Safe for threads."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._kept: OrderedDict[Hashable, tuple[W, int]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def bytes(self) -> int:
        """What the values weigh now."""
        return self._bytes

    def find(self, key: Hashable) -> W | None:
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def keep(self, key: Hashable, value: W) -> None:
        weight = value.weight
        with self._lock:
            self._bytes += weight - self._kept.pop(key, (value, 0))[1]
            self._kept[key] = (value, weight)
            while self._bytes > self._max_bytes:
                _, (_, dropped) = self._kept.popitem(last=False)
                self._bytes -= dropped

    def get(self, key: Hashable, build: Callable[[], W]) -> W:
        """Two threads may build the same value; both are right."""
        value = self.find(key)
        if value is None:
            value = build()
            self.keep(key, value)
        return value
