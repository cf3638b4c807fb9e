"""Which version of the public content this process is looking at."""

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.http import HttpRequest

from search.projection import current_version

T = TypeVar("T")


def version_for(request: HttpRequest) -> str:
    """The current version, read once a request: everything on a page comes from the same one."""
    holder: Any = request
    if not hasattr(holder, "content_version"):
        holder.content_version = current_version()
    version: str = holder.content_version
    return version


class PerVersion(Generic[T]):
    """A value kept in this process until the version moves. Threads that need a new one wait for a single build."""

    def __init__(self, build: Callable[[], T]) -> None:
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
                self._kept = (version, self._build())
            return self._kept[1]
