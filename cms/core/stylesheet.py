"""The one stylesheet of a page, `css/site.css`, put together from the files of `static/css/`.

A finder of static files: the reloading server, the tests and `collectstatic` all get the same file, without a build
step. The cascade layers make the order of the components indifferent.
"""

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "css/site.css"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
INDENT = re.compile(r"\s*\n\s*")


def sources() -> list[Path]:
    """The files of the stylesheet in their order: `tokens.css` declares the layers."""
    folder = settings.BASE_DIR / "static" / "css"
    components = sorted((folder / "components").glob("*.css"))
    return [*(folder / f"{name}.css" for name in ("tokens", "base", "layout")), *components, folder / "print.css"]


def stylesheet() -> str:
    """Their concatenation, without comments and indentation."""
    text = "\n".join(path.read_text() for path in sources())
    return INDENT.sub("\n", COMMENT.sub("", text)).strip() + "\n"


class StylesheetFinder(BaseFinder):
    """Finds `css/site.css`, written anew in DATA_DIR whenever it is asked for and its sources have changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=settings.DATA_DIR / "stylesheet")

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path != NAME:
            return []
        return [self._write()] if find_all else self._write()

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        self._write()
        yield NAME, self.storage

    def _write(self) -> str:
        target, text = Path(self.storage.path(NAME)), stylesheet()
        if not target.exists() or target.read_text() != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            # Under another name first: another process never reads half a file.
            with tempfile.NamedTemporaryFile("w", dir=target.parent, delete=False) as file:
                file.write(text)
            os.replace(file.name, target)
        return str(target)
