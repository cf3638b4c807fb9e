"""Which code is running: a page made by another release is not the same page."""

import hashlib
from functools import cache

from django.conf import settings

CODE = {".css", ".html", ".js", ".py", ".svg"}


@cache
def release() -> str:
    """The same in every process that runs the same code, templates, static files and dependencies; read once."""
    digest = hashlib.sha256((settings.BASE_DIR / "requirements.txt").read_bytes())
    folders = (folder for folder in settings.BASE_DIR.iterdir() if folder.is_dir() and folder.name[0] != ".")
    for file in sorted(file for folder in folders for file in folder.rglob("*") if file.suffix in CODE):
        digest.update(str(file.relative_to(settings.BASE_DIR)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
