"""What this process remembers of one version of the content (see `cms.core.content_version`)."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class PerVersion(Generic[T]):
    """A value kept in this process until the version moves. Threads that need a new one wait for a single build.

    `build` is told the version that asks for it; what it reads may already be newer.
    """

    def __init__(self, build: Callable[[str], T]) -> None:
        self._build = build
        self._lock = threading.Lock()
        self._kept: tuple[str, T] | None = None

    def get(self, version: str) -> T:
        """The value of that version. An empty one (no refresh yet) never looks fresh."""
        kept = self._kept
        if version and kept and kept[0] == version:
            return kept[1]
        with self._lock:
            if not version or not self._kept or self._kept[0] != version:
                self._kept = (version, self._build(version))
            return self._kept[1]
